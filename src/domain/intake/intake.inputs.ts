import { Field, InputType } from "type-graphql";

const FILE = "The text of a conference file: JSON in the format rotunda-conference/1.";

@InputType({ description: "Looking at a conference file before it is imported." })
export class PreviewConferenceImportInput {
  @Field(() => String, { description: FILE })
  file!: string;
}

@InputType({ description: "Importing a conference file." })
export class ImportConferenceInput {
  @Field(() => String, { description: FILE })
  file!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Idempotency key: the same key with the same file gives the same conference, without its access codes.",
  })
  clientMutationId?: string | null;
}
