import { Field, Int, ObjectType } from "type-graphql";
import { Locale } from "../../platform/graphql/locale.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { ParagraphKind } from "../recommendation/paragraph.words.js";
import type { Arranged, ArrangedItem } from "./conclusions.loaders.js";

@ObjectType({ description: "A text of the conclusions in one language." })
@guard(inherited)
@shareable
export class ConclusionsText {
  @Field(() => Locale, { description: "The language." })
  locale!: Locale;
  @Field(() => String, { description: "The text." })
  text!: string;
}

@ObjectType({ description: "A paragraph of an endorsed text." })
@guard(inherited)
@shareable
export class ConclusionsParagraph {
  @Field(() => ParagraphKind, { description: "What it does." })
  kind!: ParagraphKind;
  @Field(() => String, { nullable: true, description: "Number of an operative paragraph, from 1; null for others." })
  number!: string | null;
  @Field(() => String, { nullable: true, description: "What it says; null when that language is not there." })
  text!: string | null;
}

@ObjectType({ description: "An endorsed text in its place among the conclusions." })
@guard(inherited)
@shareable
export class ConclusionsItem {
  readonly versionId: string;
  readonly originalLocale: Locale;
  @Field(() => Int, { description: "Number in the document, from 1." })
  readonly number: number;
  @Field(() => String, { description: "Symbol of the text." })
  readonly symbol: string;
  @Field(() => String, { description: "Its title." })
  readonly title: string;
  @Field(() => [String], { description: "Symbols of the texts that it came from, nearest first." })
  readonly origins: readonly string[];
  @Field(() => [ConclusionsText], { description: "The original and what is conformed, in the order of their codes." })
  readonly texts: readonly ConclusionsText[];
  constructor(item: ArrangedItem) {
    this.versionId = item.versionId;
    this.originalLocale = item.originalLocale;
    this.number = item.number;
    this.symbol = item.symbol;
    this.title = item.title;
    this.origins = item.origins;
    this.texts = item.texts as ConclusionsText[];
  }
}

@ObjectType("Conclusions", {
  description: "What a conference concluded, as one document: a draft of the secretariat until it is published.",
})
@guard(inherited)
@shareable
export class ConclusionsObject {
  readonly document: Arranged;
  @Field(() => Int, { description: "Counts the arrangements; send it as `expectedVersion`." })
  readonly version: number;
  @Field(() => String, { description: "Title of the conference." })
  readonly title: string;
  @Field(() => [ConclusionsText], {
    description: "What stands before the items, in the order of the languages' codes.",
  })
  readonly preambles: readonly ConclusionsText[];
  @Field(() => [ConclusionsItem], { description: "The endorsed texts, in their order." })
  readonly items: readonly ConclusionsItem[];
  @Field(() => Date, { nullable: true, description: "When it was published; null while it is a draft." })
  readonly publishedAt: Date | null;
  @Field(() => String, {
    nullable: true,
    description:
      "SHA-256, hexadecimal, of {series, number, title, preamble: [{locale, text}], items: [{number, symbol, title, origins, texts: [{locale, text}]}]} in canonical JSON (sorted keys, NFC); `series` is its code, `number` the edition's. Null while it is a draft.",
  })
  readonly hash: string | null;
  constructor(document: Arranged) {
    this.document = document;
    this.version = document.conclusions.version;
    this.title = document.title;
    this.preambles = document.preamble as ConclusionsText[];
    this.items = document.items.map((item) => new ConclusionsItem(item));
    this.publishedAt = document.conclusions.publishedAt;
    this.hash = document.conclusions.hash;
  }
}
