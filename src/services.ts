import { AccreditationDeedsResolver } from "./domain/accreditation/accreditation-deeds.resolver.js";
import { CredentialsService } from "./domain/accreditation/credentials.service.js";
import { EnrolmentService } from "./domain/accreditation/enrolment.service.js";
import { OfficerService } from "./domain/accreditation/officer.service.js";
import { PeopleService } from "./domain/accreditation/people.service.js";
import { amendmentsFollow } from "./domain/amendment/amending.service.js";
import { AmendmentDeedsResolver } from "./domain/amendment/amendment-deeds.resolver.js";
import { AmendmentService } from "./domain/amendment/amendment.service.js";
import { ProposingAmendmentsService } from "./domain/amendment/proposing-amendments.service.js";
import { BallotDeedsResolver } from "./domain/ballot/ballot-deeds.resolver.js";
import { BallotOpeningService } from "./domain/ballot/ballot-opening.service.js";
import { AnnulmentService } from "./domain/conduct/annulment.service.js";
import { ConductDeedsResolver } from "./domain/conduct/conduct-deeds.resolver.js";
import { ConsensusService } from "./domain/conduct/consensus.service.js";
import { IntentionService } from "./domain/conduct/intention.service.js";
import { ReadInService } from "./domain/conduct/read-in.service.js";
import { CallingService } from "./domain/conduct/calling.service.js";
import { CastingService } from "./domain/ballot/casting.service.js";
import { ClosingService } from "./domain/ballot/closing.service.js";
import { CommentResolver } from "./domain/comment/comment.resolver.js";
import { CommentService } from "./domain/comment/comment.service.js";
import { AccessService } from "./domain/conference/access.service.js";
import { ConferenceResolver } from "./domain/conference/conference.resolver.js";
import { ConferenceService } from "./domain/conference/conference.service.js";
import { FeedService } from "./domain/feed/feed.service.js";
import { IdentityResolver } from "./domain/identity/identity.resolver.js";
import { ImportingService } from "./domain/intake/importing.service.js";
import { IntakeResolver } from "./domain/intake/intake.resolver.js";
import { IntakeService } from "./domain/intake/intake.service.js";
import { RecommendationDeedsResolver } from "./domain/recommendation/recommendation-deeds.resolver.js";
import { ForwardingService } from "./domain/lineage/forwarding.service.js";
import { ConclusionsDeedsResolver } from "./domain/conclusion/conclusions-deeds.resolver.js";
import { ConclusionsService } from "./domain/conclusion/conclusions.service.js";
import { LineageDeedsResolver } from "./domain/lineage/lineage-deeds.resolver.js";
import { MergingService } from "./domain/lineage/merging.service.js";
import { ProposingService } from "./domain/recommendation/proposing.service.js";
import { RecommendationService } from "./domain/recommendation/recommendation.service.js";
import { SponsoringService } from "./domain/recommendation/sponsoring.service.js";
import { TranslationService } from "./domain/recommendation/translation.service.js";
import { AdmissionService } from "./domain/round-table/admission.service.js";
import { AgendaService } from "./domain/round-table/agenda.service.js";
import { ChairDeedsResolver } from "./domain/round-table/chair-deeds.resolver.js";
import { ChairService } from "./domain/round-table/chair.service.js";
import { HallScreenResolver } from "./domain/round-table/hall-screen.resolver.js";
import { HallScreenService } from "./domain/round-table/hall-screen.service.js";
import { PresenceService } from "./domain/round-table/presence.service.js";
import { RollCallService } from "./domain/round-table/roll-call.service.js";
import { RoundTableDeedsResolver } from "./domain/round-table/round-table-deeds.resolver.js";
import { RoundTableResolver } from "./domain/round-table/round-table.resolver.js";
import { RehearsalResolver } from "./domain/rehearsal/rehearsal.resolver.js";
import { type Player, RehearsalService } from "./domain/rehearsal/rehearsal.service.js";
import { SealingService } from "./domain/secret/sealing.service.js";
import { SecretBallotResolver } from "./domain/secret/secret.resolver.js";
import { SecretCastingService } from "./domain/secret/secret-casting.service.js";
import { WipingService } from "./domain/secret/wiping.service.js";
import { SessionService } from "./domain/round-table/session.service.js";
import { ConductingService } from "./domain/speaking/conducting.service.js";
import { RequestingService } from "./domain/speaking/requesting.service.js";
import { floorLeaves, floorRests } from "./domain/speaking/resting.service.js";
import { SpeakersListService } from "./domain/speaking/speakers-list.service.js";
import { SpeakingDeedsResolver } from "./domain/speaking/speaking-deeds.resolver.js";
import { TrailResolver } from "./domain/trail/trail.resolver.js";
import type { Foundation } from "./foundation.js";
import { HeadSigner } from "./trail/heads.js";
import type { Services } from "./platform/graphql/context.js";

type Class<T = unknown> = abstract new (...args: never[]) => T;

/** Services and resolvers, made by hand: constructor arguments show what each needs. */
export interface MadeServices extends Services {
  readonly closing: ClosingService;
  readonly wiping: WipingService;
  readonly sealing: SealingService;
}

type Held = Pick<Foundation, "database" | "journal">;

/** The conference, its bodies and who sits in them. */
const bodies = ({ database, journal, codes }: Held & Pick<Foundation, "codes">): object[] => [
  new RoundTableResolver(journal),
  new RoundTableDeedsResolver(
    new SessionService(database, journal, floorRests),
    new AgendaService(database, journal, floorLeaves),
    new PresenceService(database, journal),
    new AdmissionService(database, journal, codes),
  ),
  new HallScreenResolver(new HallScreenService(database, journal, codes)),
  new ChairDeedsResolver(new ChairService(database, journal), new RollCallService(database, journal)),
  new AccreditationDeedsResolver(
    new CredentialsService(database, journal),
    new OfficerService(database, journal),
    new PeopleService(database, journal),
    new EnrolmentService(database, journal),
  ),
  new SpeakingDeedsResolver(
    new SpeakersListService(database, journal),
    new RequestingService(database, journal),
    new ConductingService(database, journal),
  ),
];

/** What is before them: texts, amendments, remarks. */
const texts = ({ database, journal }: Held): object[] => [
  new RecommendationDeedsResolver(
    new ProposingService(database, journal),
    new RecommendationService(database, journal, amendmentsFollow),
    new SponsoringService(database, journal),
    new TranslationService(database, journal),
  ),
  new AmendmentDeedsResolver(
    new ProposingAmendmentsService(database, journal),
    new AmendmentService(database, journal),
  ),
  new LineageDeedsResolver(new ForwardingService(database, journal), new MergingService(database, journal)),
  new ConclusionsDeedsResolver(new ConclusionsService(database, journal)),
  new CommentResolver(new CommentService(database, journal)),
];

/** How they decide. */
const ballots = (
  { database, journal, keys }: Held & Pick<Foundation, "keys">,
  closing: ClosingService,
  sealing: SealingService,
): object[] => [
  new BallotDeedsResolver(
    new BallotOpeningService(database, journal, sealing),
    new CastingService(database, journal),
    closing,
  ),
  new SecretBallotResolver(new SecretCastingService(database, journal, keys, sealing), keys, sealing),
  new ConductDeedsResolver(
    new ConsensusService(database, journal),
    new CallingService(database, journal),
    new ReadInService(database, journal),
    new IntentionService(database, journal),
    new AnnulmentService(database, journal),
  ),
];

/** Makes everything that holds something; a resolver without a constructor is made when it is first asked for. */
export function makeServices(
  foundation: Foundation,
  log: (message: string, error?: unknown) => void,
  player: Player | null = null,
): MadeServices {
  const { database, journal, signIns, codes, keyStore, isDurable } = foundation;
  const sealing = new SealingService(database, journal, keyStore, log, isDurable);
  const closing = new ClosingService(database, journal, sealing);
  const instances: object[] = [
    new FeedService(database),
    new IdentityResolver(signIns),
    new ConferenceResolver(new ConferenceService(database, journal), new AccessService(database, journal, codes)),
    new IntakeResolver(new ImportingService(database, new IntakeService(database, journal, codes))),
    new RehearsalResolver(new RehearsalService(database, player)),
    new TrailResolver(new HeadSigner(foundation.keys)),
    ...bodies(foundation),
    ...texts(foundation),
    ...ballots(foundation, closing, sealing),
  ];
  const made = new Map<Class, unknown>(instances.map((instance) => [instance.constructor as Class, instance]));
  return {
    closing,
    sealing,
    wiping: new WipingService(database, journal, keyStore, log),
    get<T>(wanted: Class<T>): T {
      const known = made.get(wanted);
      if (known) return known as T;
      if (wanted.length > 0) throw new Error(`${wanted.name} needs something and was not made in services.ts`);
      const fresh = new (wanted as unknown as new () => T)();
      made.set(wanted, fresh);
      return fresh;
    },
  };
}
