import type { HallTextQuery } from "../../api/generated/types.js";
import { language } from "../../words/words.js";
import { PageNumber, usePages } from "./pages.js";

type Text = NonNullable<HallTextQuery["recommendation"]>;

/** Letters are at most and at least so large, in parts of the height of the screen. */
const SIZES = { largest: 1 / 20, smallest: 1 / 34 };

/** The text on the table, as large as it fits. */
export function TextScene({ text }: { readonly text: Text }) {
  const { currentVersion: version } = text;
  const here = version.paragraphs;
  const isHere = here.every((paragraph) => paragraph.text !== null);
  const originals = new Map(version.original.map(({ paragraphId, text: words }) => [paragraphId, words]));
  const lang = isHere ? language() : version.originalLocale.toLowerCase();
  const { box, page, pages } = usePages(`${version.id} ${lang}`, SIZES);
  return (
    <>
      <p className="hall-mid">
        <bdi className="hall-symbol">{text.symbol}</bdi> <bdi>{version.title}</bdi>
      </p>
      <div className="hall-paged" lang={lang} dir={lang === "ar" ? "rtl" : "ltr"}>
        <div ref={box} className="hall-text-columns">
          {here.map(({ paragraphId, number: place, text: words }) => (
            <p key={paragraphId}>
              {place && <b className="number">{place}. </b>}
              {words ?? originals.get(paragraphId)}
            </p>
          ))}
        </div>
      </div>
      <PageNumber page={page} pages={pages} />
    </>
  );
}
