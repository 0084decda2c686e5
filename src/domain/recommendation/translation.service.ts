import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId, requireText } from "../../platform/graphql/input.js";
import type { Locale } from "../../platform/graphql/locale.js";
import { InvalidInput, InvalidState, NotEntitled, NotFound, StaleVersion } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Conference } from "../conference/conference.entity.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { enter, requireNotOver } from "../round-table/floor.service.js";
import { Recommendation } from "./recommendation.entity.js";
import { isVotable } from "./recommendation.rules.js";
import * as events from "./recommendation.events.js";
import { TEXT_LENGTH } from "./recommendation.service.js";
import { Conformity, RecommendationVersion } from "./recommendation-version.entity.js";

export interface Translation {
  readonly recommendationId: string;
  readonly expectedVersion: number;
  readonly locale: Locale;
  readonly text: string;
  readonly conformed: boolean;
}

/** Language versions of a text, filed by the secretariat; a conformed one counts for the language gate. */
export class TranslationService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Files the text of the current version in a working language; a draft may be replaced, a conformed one may not. */
  async file(viewer: Viewer, input: Translation): Promise<Recommendation> {
    const id = requireId(input.recommendationId);
    const text = requireText("text", input.text, TEXT_LENGTH);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Recommendation, { id });
      if (!seen) return refuse(new NotFound());
      const { table, admission } = await enter(tx, viewer, seen.roundTableId);
      requireNotOver(table);
      if (!admission.isSecretariat) refuse(new NotEntitled("Language versions are filed by the secretariat."));
      const recommendation = await tx.findOneOrFail(Recommendation, {
        where: { id },
        lock: { mode: "pessimistic_write" },
      });
      if (recommendation.currentVersion !== input.expectedVersion)
        refuse(new StaleVersion(recommendation.currentVersion));
      if (!isVotable(recommendation.state))
        refuse(
          new InvalidState(
            recommendation.state,
            `The recommendation is ${recommendation.state}; its texts are settled.`,
          ),
        );
      const conference = await tx.findOneByOrFail(Conference, { id: table.conferenceId });
      if (!conference.workingLanguages.includes(input.locale))
        refuse(new InvalidInput("locale", "This is not a working language of the conference."));
      const version = await tx.findOneByOrFail(RecommendationVersion, {
        recommendationId: id,
        number: recommendation.currentVersion,
      });
      const conformity = input.conformed ? Conformity.CONFORMED : Conformity.DRAFT;
      const rows: unknown[] = await tx.query(
        `INSERT INTO recommendation_text (version_id, locale, text, conformity, filed_by_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (version_id, locale) DO UPDATE SET text = excluded.text, conformity = excluded.conformity, filed_by_id = excluded.filed_by_id
         WHERE recommendation_text.conformity = 'DRAFT' RETURNING locale`,
        [version.id, input.locale, text, conformity, admission.participationId],
      );
      if (rows.length === 0)
        refuse(
          new InvalidState(
            Conformity.CONFORMED,
            "This language version is the original or conformed already. Revise the text to change it.",
          ),
        );
      await this.journal.append(tx, [
        {
          topicId: table.id,
          kind: events.TRANSLATION_FILED,
          body: { recommendationId: id, version: version.number, locale: input.locale, conformed: input.conformed },
        },
      ]);
      return recommendation;
    });
  }
}
