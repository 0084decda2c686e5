import type { LooseFile } from "./conference-file.format.rules.js";
import { checkOnce, namesIn, present } from "./conference-file.references.rules.js";
import type { Findings } from "./problem.rules.js";

type Delegation = NonNullable<NonNullable<LooseFile["delegations"]>[number]>;

/** Each delegation stands for one country or organisation that nobody else stands for, with a region and at most one head. */
export function checkDelegations(found: Findings, file: LooseFile): void {
  const regions = namesIn(file.regions?.map((region) => region?.code));
  const regional = present(file.roundTables).some(([, table]) => table.kind === "REGIONAL");
  for (const [index, delegation] of present(file.delegations)) {
    checkWhom(found, index, delegation);
    checkRegion(found, index, delegation, regions, regional);
    checkDelegates(found, index, delegation);
  }
  checkOnce(
    found,
    present(file.delegations).map(([index, one]) => [["delegations", index, "country"], one.country]),
    "This country already has a delegation.",
  );
  checkOnce(
    found,
    present(file.delegations).map(([index, one]) => [
      ["delegations", index, "organisation"],
      one.organisation?.trim().toLowerCase(),
    ]),
    "This organisation already has a delegation.",
  );
}

/** `in` and not a comparison: a country that is there and wrong is reported as wrong, not as missing. */
function checkWhom(found: Findings, index: number, delegation: Delegation): void {
  const country = "country" in delegation;
  const organisation = "organisation" in delegation;
  if (!country && !organisation) found.add(["delegations", index], "A delegation needs a country or an organisation.");
  if (country && organisation) {
    found.add(["delegations", index, "organisation"], "A delegation has a country or an organisation, not both.");
  }
}

function checkRegion(
  found: Findings,
  index: number,
  delegation: Delegation,
  regions: ReadonlySet<string> | null,
  regional: boolean,
): void {
  const { region, kind } = delegation;
  const member = kind === "MEMBER" || !("kind" in delegation);
  const path = ["delegations", index, "region"];
  if (region !== undefined && regions && !regions.has(region)) found.add(path, "No region of this file has this code.");
  if (!("region" in delegation) && regional && member) {
    found.add(path, "A member delegation needs a region, because the conference has regional tables.");
  }
}

function checkDelegates(found: Findings, index: number, { delegates }: Delegation): void {
  checkOnce(
    found,
    present(delegates).map(([at, one]) => [
      ["delegations", index, "delegates", at, "function"],
      one.function === "HEAD" ? "HEAD" : undefined,
    ]),
    "A delegation has at most one HEAD.",
  );
  for (const [at, { languages }] of present(delegates)) {
    checkOnce(
      found,
      present(languages).map(([nth, language]) => [
        ["delegations", index, "delegates", at, "languages", nth],
        language,
      ]),
      "This language is already listed.",
    );
  }
}
