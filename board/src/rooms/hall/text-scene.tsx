import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { HallTextQuery } from "../../api/generated/types.js";
import { number } from "../../words/formats.js";
import { language, t } from "../../words/words.js";

type Text = NonNullable<HallTextQuery["recommendation"]>;

/** Letters may become so small, in parts of the height of the screen, before a text is shown page by page. */
const SMALLEST = 1 / 34;
const LARGEST = 1 / 20;
const STEP = 0.92;
/** So long a page stays, in milliseconds. */
const PAGE_STAYS = 20_000;

/** The text on the table, as large as it fits. */
export function TextScene({ text }: { readonly text: Text }) {
  const { currentVersion: version } = text;
  const here = version.paragraphs;
  const isHere = here.every((paragraph) => paragraph.text !== null);
  const originals = new Map(version.original.map(({ paragraphId, text: words }) => [paragraphId, words]));
  const lang = isHere ? language() : version.originalLocale.toLowerCase();
  const { box, page, pages } = useFit(`${version.id} ${lang}`);
  return (
    <>
      <p className="hall-mid">
        <bdi className="hall-symbol">{text.symbol}</bdi> <bdi>{version.title}</bdi>
      </p>
      <div className="hall-text" lang={lang} dir={lang === "ar" ? "rtl" : "ltr"}>
        <div ref={box} className="hall-text-columns">
          {here.map(({ paragraphId, number: place, text: words }) => (
            <p key={paragraphId}>
              {place && <b className="number">{place}. </b>}
              {words ?? originals.get(paragraphId)}
            </p>
          ))}
        </div>
      </div>
      <p className="hall-page number">
        {pages > 1 && t("hall.page", { page: number(page + 1), pages: number(pages) })}
      </p>
    </>
  );
}

/** Finds the largest size at which all of it fits; where even the smallest does not, there are pages. */
function useFit(of: string) {
  const box = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(1);
  const [page, setPage] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const fit = (): void => {
      let size = innerHeight * LARGEST;
      const floor = innerHeight * SMALLEST;
      element.style.fontSize = `${size}px`;
      while (element.scrollWidth > element.clientWidth + 1 && size > floor) {
        size = Math.max(floor, size * STEP);
        element.style.fontSize = `${size}px`;
      }
      setPages(Math.max(1, Math.ceil((element.scrollWidth - 1) / element.clientWidth)));
      setPage(0);
    };
    fit();
    const watcher = new ResizeObserver(fit);
    watcher.observe(element.parentElement!);
    return () => watcher.disconnect();
  }, [of]);
  useEffect(() => {
    if (pages < 2) return;
    const timer = setInterval(() => setPage((now) => (now + 1) % pages), PAGE_STAYS);
    return () => clearInterval(timer);
  }, [pages]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const gap = parseFloat(getComputedStyle(element).columnGap) || 0;
    const way = getComputedStyle(element).direction === "rtl" ? -1 : 1;
    element.scrollLeft = way * page * (element.clientWidth + gap);
  }, [page, pages]);
  return { box, page, pages };
}
