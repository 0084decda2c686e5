// Runs before the GraphiQL bundle: Monaco reads this object while its own code is being evaluated.
import { workers } from "./generated.js";

/**
 * Workers are files of our own origin, so that the page needs no `blob:` in its Content-Security-Policy.
 * `globalAPI` makes Monaco publish `globalThis.monaco`, our only supported way to reach the open editors.
 */
globalThis.MonacoEnvironment = {
  globalAPI: true,
  getWorkerUrl: (_moduleId, label) => workers[label] ?? workers.editorWorkerService,
};
