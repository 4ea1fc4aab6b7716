import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

const ROOM = "../src/rushes/screening/page";

export default defineConfig({
  base: "./",
  plugins: [svelte()],
  build: {
    outDir: ROOM,
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    // Nothing inline: the page's policy (CSP) is "self" alone.
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8765", "/media": "http://127.0.0.1:8765" } },
});
