import { mount } from "svelte";
import App from "./App.svelte";
import "./theme.css";

const target = document.getElementById("room");
if (!target) throw new Error("index.html has no #room");

mount(App, { target });
