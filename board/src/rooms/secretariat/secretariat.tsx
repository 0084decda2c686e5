import { t } from "../../words/words.js";

/** To come. */
export default function Secretariat({ id }: { readonly id: string; readonly page?: string }) {
  return (
    <p>
      {t("page.loading")} {id}
    </p>
  );
}
