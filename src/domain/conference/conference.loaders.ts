import { In } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { type Context, grouped, inOrder } from "../../platform/graphql/context.js";
import { viewerOf } from "../identity/viewer.policy.js";
import { Conference } from "./conference.entity.js";
import { Country } from "./country.entity.js";
import { Participation } from "./participation.entity.js";
import { Region } from "./region.entity.js";
import { RuleSet } from "./rule-set.entity.js";
import { Series } from "./series.entity.js";

export async function conferenceById(reader: Reader, ids: readonly string[]): Promise<(Conference | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(Conference, { id: In([...ids]) })), (row) => row.id);
}

export async function seriesById(reader: Reader, ids: readonly string[]): Promise<(Series | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(Series, { id: In([...ids]) })), (row) => row.id);
}

export async function regionById(reader: Reader, ids: readonly string[]): Promise<(Region | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(Region, { id: In([...ids]) })), (row) => row.id);
}

export async function ruleSetById(reader: Reader, ids: readonly string[]): Promise<(RuleSet | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(RuleSet, { id: In([...ids]) })), (row) => row.id);
}

export async function countryByCode(reader: Reader, codes: readonly string[]): Promise<(Country | null)[]> {
  return inOrder(codes, await reader.read((tx) => tx.findBy(Country, { code: In([...codes]) })), (row) => row.code);
}

export async function participationById(reader: Reader, ids: readonly string[]): Promise<(Participation | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(Participation, { id: In([...ids]) })), (row) => row.id);
}

/** The viewer's own participation in each conference. */
export async function participationIn(
  context: Context,
  conferenceIds: readonly string[],
): Promise<(Participation | null)[]> {
  const { accountId } = viewerOf(context);
  const rows = await context.reader.read((tx) =>
    tx.findBy(Participation, { accountId, conferenceId: In([...conferenceIds]) }),
  );
  return inOrder(conferenceIds, rows, (row) => row.conferenceId);
}

/** All participations of an account, by conference. */
export async function participationsOf(reader: Reader, accountIds: readonly string[]): Promise<Participation[][]> {
  const rows = await reader.read((tx) =>
    tx.find(Participation, { where: { accountId: In([...accountIds]) }, order: { id: "ASC" } }),
  );
  return grouped(accountIds, rows, (row) => row.accountId);
}
