import { useState } from "react";
import { CommentsAtTableDocument } from "../../api/generated/facilitator.js";
import type { CommentsAtTableQuery } from "../../api/generated/types.js";
import { nameOf } from "../../parts/names.js";
import { useRoomQuery } from "../../parts/room-query.js";
import { moment } from "../../words/formats.js";
import { t } from "../../words/words.js";
import { useTable } from "./table.js";

type CommentShown = NonNullable<CommentsAtTableQuery["recommendation"]>["comments"]["edges"][number]["node"];

/** What was said of the text, page by page. */
export function Comments({ id }: { readonly id: string }) {
  const { data } = useComments(id, null);
  const comments = data?.recommendation?.comments;
  if (!comments || comments.edges.length === 0) return null;
  return (
    <details className="comments">
      <summary>
        {t(comments.pageInfo.hasNextPage ? "comments.titleMore" : "comments.title", { count: comments.edges.length })}
      </summary>
      <Page id={id} after={null} />
    </details>
  );
}

const useComments = (id: string, after: string | null) =>
  useRoomQuery(
    CommentsAtTableDocument,
    { id, after },
    { changedBy: (event) => event.__typename === "CommentPostedEvent" || event.__typename === "CommentWithdrawnEvent" },
  );

/** One page, and behind it the next one when somebody asks for it. */
function Page({ id, after }: { readonly id: string; readonly after: string | null }) {
  const { data } = useComments(id, after);
  const [wantsMore, setWantsMore] = useState(false);
  const comments = data?.recommendation?.comments;
  if (!comments) return <p>{t("page.loading")}</p>;
  const { hasNextPage, endCursor } = comments.pageInfo;
  return (
    <>
      <ul>
        {comments.edges.map(({ node }) => (
          <Comment key={node.id} comment={node} />
        ))}
      </ul>
      {hasNextPage && wantsMore && <Page id={id} after={endCursor} />}
      {hasNextPage && !wantsMore && (
        <button type="button" className="button is-small" onClick={() => setWantsMore(true)}>
          {t("page.more")}
        </button>
      )}
    </>
  );
}

function Comment({ comment: { author, body, postedAt } }: { readonly comment: CommentShown }) {
  const { table, seats } = useTable();
  const seat = author.delegation && seats.get(author.delegation.id);
  return (
    <li>
      <p>
        <strong>
          <bdi>{seat ? nameOf(seat.delegation) : author.displayName}</bdi>
        </strong>{" "}
        <span className="quiet">{moment(postedAt, table.conference.timeZone)}</span>
      </p>
      <p dir="auto">{body ?? <em>{t("comments.withdrawn")}</em>}</p>
    </li>
  );
}
