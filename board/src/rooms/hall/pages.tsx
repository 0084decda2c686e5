import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { number } from "../../words/formats.js";
import { t } from "../../words/words.js";

/** So long a page stays, in milliseconds. */
export const PAGE_STAYS = 15_000;
const STEP = 0.92;

interface Pages {
  /** A box of a fixed size whose content flows on in columns beside it. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly page: number;
  readonly pages: number;
}

/**
 * Shows what does not fit page by page. With `sizes`, in parts of the height of the screen, letters are first made as large
 * as all of it fits; where even the smallest do not, there are pages of the smallest.
 */
export function usePages(of: string, sizes?: { readonly largest: number; readonly smallest: number }): Pages {
  const box = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(1);
  const [page, setPage] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const fit = (): void => {
      if (sizes) fitLetters(element, sizes);
      setPages(Math.max(1, Math.ceil((element.scrollWidth - 1) / element.clientWidth)));
      setPage(0);
    };
    fit();
    const watcher = new ResizeObserver(fit);
    watcher.observe(element.parentElement!);
    return () => watcher.disconnect();
  }, [of, sizes]);
  useEffect(() => {
    if (pages < 2) return;
    const timer = setInterval(() => setPage((now) => (now + 1) % pages), PAGE_STAYS);
    return () => clearInterval(timer);
  }, [pages]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { columnGap, direction } = getComputedStyle(element);
    const way = direction === "rtl" ? -1 : 1;
    element.scrollLeft = way * page * (element.clientWidth + (parseFloat(columnGap) || 0));
  }, [page, pages]);
  return { box, page, pages };
}

function fitLetters(element: HTMLElement, { largest, smallest }: { largest: number; smallest: number }): void {
  const floor = innerHeight * smallest;
  let size = innerHeight * largest;
  element.style.fontSize = `${size}px`;
  while (element.scrollWidth > element.clientWidth + 1 && size > floor) {
    size = Math.max(floor, size * STEP);
    element.style.fontSize = `${size}px`;
  }
}

/** Which page it is, in a place of its own that is there also when there is one page only. */
export function PageNumber({ page, pages }: { readonly page: number; readonly pages: number }) {
  return (
    <p className="hall-page number">{pages > 1 && t("hall.page", { page: number(page + 1), pages: number(pages) })}</p>
  );
}
