/** Kinds of events of speakers' lists. The body of each holds ids, and the seconds used where the clock stopped. */
export const SPEAKERS_LIST_OPENED = "SPEAKERS_LIST_OPENED";
export const SPEAKERS_LIST_CLOSED = "SPEAKERS_LIST_CLOSED";
export const FLOOR_REQUESTED = "FLOOR_REQUESTED";
export const FLOOR_REQUEST_WITHDRAWN = "FLOOR_REQUEST_WITHDRAWN";
export const SPEAKER_CALLED = "SPEAKER_CALLED";
export const SPEAKER_SKIPPED = "SPEAKER_SKIPPED";
export const SPEECH_STARTED = "SPEECH_STARTED";
export const SPEECH_PAUSED = "SPEECH_PAUSED";
export const SPEECH_RESUMED = "SPEECH_RESUMED";
export const SPEECH_ENDED = "SPEECH_ENDED";
export const SPEAKING_TIME_EXTENDED = "SPEAKING_TIME_EXTENDED";
export const POINT_OF_ORDER_RAISED = "POINT_OF_ORDER_RAISED";
export const POINT_OF_ORDER_RULED = "POINT_OF_ORDER_RULED";
