type Drawing = { zoom: number; label: string; signal: AbortSignal };

/** Browsers refuse canvases beyond some size; a page is drawn no larger than this. */
const MOST_PIXELS = 16_000_000;

/** Draws every page of a PDF into `into`, as wide as it is, times the zoom. Earlier pages show while later ones are drawn. */
export async function drawPages(into: HTMLElement, blob: Blob, { zoom, label, signal }: Drawing): Promise<void> {
  // A megabyte and a half that only reviewers need.
  const { getDocument } = await import('unpdf/pdfjs');
  const task = getDocument({
    data: new Uint8Array(await blob.arrayBuffer()),
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: true,
    verbosity: 0,
  });
  signal.addEventListener('abort', () => void task.destroy());
  const pdf = await task.promise;
  into.replaceChildren();
  for (let number = 1; number <= pdf.numPages; number++) {
    signal.throwIfAborted();
    const page = await pdf.getPage(number);
    const plain = page.getViewport({ scale: 1 });
    const wanted = (into.clientWidth / plain.width) * zoom;
    const sharpest = Math.sqrt(MOST_PIXELS / (plain.width * plain.height));
    const viewport = page.getViewport({ scale: Math.min(wanted * devicePixelRatio, sharpest) });
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    // Of the frame, which may grow or shrink while the page is looked at.
    canvas.style.width = `${zoom * 100}%`;
    canvas.className = 'max-w-none border border-border bg-white shadow-card';
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `${label}, page ${number} of ${pdf.numPages}`);
    into.append(canvas);
    await page.render({ canvas, viewport }).promise;
  }
}
