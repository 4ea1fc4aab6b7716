/** What this browser keeps of the page from one visit to the next; a browser that keeps nothing is no trouble. */

export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Private windows and full disks: it holds for this visit.
  }
}
