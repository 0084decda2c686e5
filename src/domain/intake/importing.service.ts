import type { Database } from "../../platform/database/database.js";
import { readKey } from "../../platform/graphql/input.js";
import { NotEntitled } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Conference } from "../conference/conference.entity.js";
import { Series } from "../conference/series.entity.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { type ConferenceFile, readConferenceFile } from "./conference-file.rules.js";
import { mayImport } from "./intake.policy.js";
import { ConferenceFileRejected, EditionExists } from "./intake.refusals.js";
import { ConferenceExists, type IntakeService, type IssuedAccess } from "./intake.service.js";
import { ConferencePreview } from "./intake.types.js";
import { expiryOf } from "./survey.rules.js";

export interface Importing {
  readonly file: string;
  readonly clientMutationId?: string | null;
}

/** A conference that was made, with its access codes; none when it was made before. */
export interface Imported {
  readonly conference: Conference;
  readonly access: readonly IssuedAccess[];
}

/** Conference files that come through the API, from administrators: looked at, and loaded. */
export class ImportingService {
  constructor(
    private readonly database: Database,
    private readonly intake: IntakeService,
  ) {}

  /** What an import would make. Changes nothing. */
  async preview(viewer: Viewer, text: string): Promise<ConferencePreview> {
    requireAdmin(viewer);
    const file = readValid(text);
    return this.database.read(async (tx) => {
      const series = await tx.findOneBy(Series, { code: file.series.code });
      const edition =
        series && (await tx.findOneBy(Conference, { seriesId: series.id, number: file.conference.number }));
      return new ConferencePreview(file, { series: series !== null, edition: edition !== null });
    });
  }

  /** Loads a file, all or nothing. */
  async import(viewer: Viewer, input: Importing): Promise<Imported> {
    requireAdmin(viewer);
    const key = readKey(input.clientMutationId);
    const file = readValid(input.file);
    return this.database
      .transaction(viewer, async (tx) => {
        const conferenceId = uuidv7();
        const earlier = await earlierResult(tx, viewer, "importConference", key, { file: input.file }, conferenceId);
        const expiresAt = expiryOf(file, Date.now());
        const loaded = earlier ? null : await this.intake.loadInto(tx, file, { conferenceId, expiresAt });
        const conference = await tx.findOneByOrFail(Conference, { id: earlier ?? conferenceId });
        return { conference, access: loaded?.access ?? [] };
      })
      .catch((error: unknown) => {
        if (error instanceof ConferenceExists) return refuse(new EditionExists(error.series, error.number));
        throw error;
      });
  }
}

function requireAdmin(viewer: Viewer): void {
  if (!mayImport(viewer)) refuse(new NotEntitled("Conferences are imported by an administrator of the server."));
}

function readValid(text: string): ConferenceFile {
  const reading = readConferenceFile(text);
  return reading.ok ? reading.file : refuse(new ConferenceFileRejected(reading.problems));
}
