import { CommentsAtTableDocument } from "../../api/generated/facilitator.js";
import { nameOf } from "../../parts/names.js";
import { useRoomQuery } from "../../parts/room-query.js";
import { moment } from "../../words/formats.js";
import { locale, t } from "../../words/words.js";
import { useTable } from "./table.js";

/** What was said of the text. */
export function Comments({ id }: { readonly id: string }) {
  const { table } = useTable();
  const { data } = useRoomQuery(
    CommentsAtTableDocument,
    { id, locale: locale(), after: null },
    { changedBy: (event) => event.__typename === "CommentPostedEvent" || event.__typename === "CommentWithdrawnEvent" },
  );
  const comments = data?.recommendation?.comments.edges.map(({ node }) => node) ?? [];
  if (comments.length === 0) return null;
  return (
    <details className="comments">
      <summary>{t("comments.title", { count: comments.length })}</summary>
      <ul>
        {comments.map(({ id: key, author, body, postedAt }) => (
          <li key={key}>
            <p>
              <strong>
                <bdi>{author.delegation ? nameOf(author.delegation) : author.displayName}</bdi>
              </strong>{" "}
              <span className="quiet">{moment(postedAt, table.conference.timeZone)}</span>
            </p>
            <p dir="auto">{body ?? <em>{t("comments.withdrawn")}</em>}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
