/** How large the panes are: pure. Sizes are CSS pixels; what a person chose is a share of the window, in percent. */

export const PANES = ["script", "details", "side", "time"] as const;
/** `side` is the one pane that a tablet has beside the picture; `time` is the timeline, and high instead of wide. */
export type Pane = (typeof PANES)[number];
export type Shares = Partial<Readonly<Record<Pane, number>>>;

export interface Window {
  readonly width: number;
  readonly height: number;
  readonly tracks: number;
}

/** The least and the most of a pane: whatever is chosen, everything in it and beside it can be reached. */
export function boundsOf(pane: Pane, { width, height }: Window): readonly [number, number] {
  const [least, most] = {
    script: [200, 0.38 * width],
    details: [280, 0.4 * width],
    side: [280, 0.6 * width],
    time: [130, 0.6 * height],
  }[pane] as [number, number];
  return [least, Math.max(least, Math.round(most))];
}

/** How large a pane is while nobody chose: the timeline as high as its tracks ask for, and no more than a third. */
function ownOf(pane: Pane, { width, height, tracks }: Window): number {
  if (pane === "time") return Math.max(190, Math.min(72 + 76 * Math.max(2, tracks), 0.36 * height));
  const [least, share] = { script: [260, 0.25], details: [300, 0.26], side: [300, 0.36] }[pane];
  return Math.max(least ?? 0, (share ?? 0) * width);
}

const wholeOf = (pane: Pane, { width, height }: Window): number => (pane === "time" ? height : width);

export function sizeOf(pane: Pane, shares: Shares, window: Window): number {
  const share = shares[pane];
  const wanted = share === undefined ? ownOf(pane, window) : (share * wholeOf(pane, window)) / 100;
  const [least, most] = boundsOf(pane, window);
  return Math.round(Math.max(least, Math.min(most, wanted)));
}

/** A size as a share of the window, in percent. */
export const shareOf = (pane: Pane, size: number, window: Window): number =>
  (100 * size) / Math.max(1, wholeOf(pane, window));

/** What was kept, read with care: whoever wrote it, only shares are taken from it. */
export function sharesFrom(text: string | null): Shares {
  try {
    const told: unknown = JSON.parse(text ?? "{}");
    const given = Object.entries(told ?? {}).filter(
      ([pane, share]) =>
        PANES.some((known) => known === pane) && typeof share === "number" && share > 0 && share < 100,
    );
    return Object.fromEntries(given);
  } catch {
    return {};
  }
}
