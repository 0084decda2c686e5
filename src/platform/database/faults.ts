/** The five-character SQLSTATE of a database error, or Node's code of a connection error; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  const outer = error as { driverError?: { code?: unknown }; code?: unknown } | null;
  const code = outer?.driverError?.code ?? outer?.code;
  return typeof code === "string" ? code : undefined;
}

// Connection lost, too many, deadlock, serialisation, lock and statement timeouts, shutdown.
const STATES = /^(08...|25P0[23]|40001|40P01|53...|55P03|57014|57P0.|ECONNREFUSED|ECONNRESET|EPIPE)$/;
// What pg says without a code; the second when a process that stood still goes on and finds its clock ahead of the answer.
const WORDS =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|not queryable|Client was closed/;

/** A fault of the moment: nothing was done, and the same may work when tried again. */
export function isTemporary(error: unknown): boolean {
  return STATES.test(sqlState(error) ?? "") || WORDS.test((error as { message?: string } | null)?.message ?? "");
}

/**
 * Parameters and details of a failed statement hold what people sent: choices, texts, hashes of codes. Its text does not.
 * Whatever is logged goes through here.
 */
export function withoutParameters(error: unknown): unknown {
  const failed = error as { driverError?: unknown; errors?: unknown } | null | undefined;
  if (Array.isArray(failed?.errors)) failed.errors.forEach(withoutParameters);
  for (const one of [failed, failed?.driverError]) {
    if (typeof one !== "object" || one === null) continue;
    for (const key of ["parameters", "detail", "where"]) if (key in one) Object.assign(one, { [key]: undefined });
  }
  return error;
}
