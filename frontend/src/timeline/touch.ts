/** What pointers do on the timeline: scrub, pan, pinch, wheel. Turns events into wishes, decides nothing. */

import { RULER } from "./geometry";

export interface Wishes {
  /** A press or a drag: put the play head here; `first` on the press. */
  readonly scrub: (x: number, y: number, first: boolean) => void;
  readonly end: () => void;
  readonly pan: (pixels: number) => void;
  readonly zoom: (factor: number, x: number) => void;
  readonly tap: (x: number, y: number) => void;
}

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** Further than this it is a drag. */
const TAP = 6;

/** Listen on an element; returns how to stop. */
export function listen(element: HTMLElement, wishes: Wishes): () => void {
  const fingers = new Map<number, Finger>();
  let begun: Finger | null = null;
  let panning = false;

  const at = (event: PointerEvent | WheelEvent): Finger => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const here = at(event);
    fingers.set(event.pointerId, here);
    element.setPointerCapture(event.pointerId);
    begun = fingers.size === 1 ? here : null;
    panning = event.pointerType === "touch" && here.y > RULER;
    if (!panning && fingers.size === 1) wishes.scrub(here.x, here.y, true);
  };

  const move = (event: PointerEvent): void => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const here = at(event);
    fingers.set(event.pointerId, here);
    if (fingers.size === 2) pinch(event.pointerId, before, here);
    else if (panning) wishes.pan(before.x - here.x);
    else wishes.scrub(here.x, here.y, false);
  };

  const pinch = (moved: number, before: Finger, here: Finger): void => {
    const other = [...fingers].find(([id]) => id !== moved)?.[1];
    if (!other) return;
    const [was, is] = [Math.abs(before.x - other.x), Math.abs(here.x - other.x)];
    if (was > 8 && is > 8) wishes.zoom(is / was, (here.x + other.x) / 2);
  };

  const up = (event: PointerEvent): void => {
    if (!fingers.delete(event.pointerId)) return;
    const here = at(event);
    const near = begun && Math.hypot(here.x - begun.x, here.y - begun.y) < TAP;
    if (near && panning) wishes.tap(here.x, here.y);
    if (fingers.size === 0) wishes.end();
  };

  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const step = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) wishes.zoom(Math.exp(-event.deltaY * step * 0.004), at(event).x);
    else wishes.pan((Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY) * step);
  };

  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", up);
  element.addEventListener("wheel", wheel, { passive: false });
  return () => {
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", up);
    element.removeEventListener("pointercancel", up);
    element.removeEventListener("wheel", wheel);
  };
}
