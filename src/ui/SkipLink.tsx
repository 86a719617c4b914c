/** The first stop of the keyboard: past the navigation to the element with the id "content". */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="fixed top-2 left-2 z-60 -translate-y-20 rounded-md bg-surface px-4 py-2.5 font-semibold text-navy shadow-popover focus:translate-y-0"
    >
      Skip to content
    </a>
  );
}
