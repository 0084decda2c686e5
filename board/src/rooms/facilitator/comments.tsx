import { CommentsAtTableDocument } from "../../api/generated/facilitator.js";
import { nameOf } from "../../parts/names.js";
import { useRoomQuery } from "../../parts/room-query.js";
import { moment } from "../../words/formats.js";
import { t } from "../../words/words.js";
import { useTable } from "./table.js";

/** What was said of the text. */
export function Comments({ id }: { readonly id: string }) {
  const { table, seats } = useTable();
  const { data } = useRoomQuery(
    CommentsAtTableDocument,
    { id, after: null },
    { changedBy: (event) => event.__typename === "CommentPostedEvent" || event.__typename === "CommentWithdrawnEvent" },
  );
  const comments = data?.recommendation?.comments.edges.map(({ node }) => node) ?? [];
  const speaks = ({ delegation, displayName }: (typeof comments)[number]["author"]): string => {
    const seat = delegation && seats.get(delegation.id);
    return seat ? nameOf(seat.delegation) : displayName;
  };
  if (comments.length === 0) return null;
  return (
    <details className="comments">
      <summary>{t("comments.title", { count: comments.length })}</summary>
      <ul>
        {comments.map(({ id: key, author, body, postedAt }) => (
          <li key={key}>
            <p>
              <strong>
                <bdi>{speaks(author)}</bdi>
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
