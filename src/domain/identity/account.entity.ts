import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** A person. Not a type of the schema: what others may see of a person is a Participation or the Viewer. */
@Entity()
@Check("account_display_name_length", "length(display_name) BETWEEN 1 AND 200")
export class Account {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "text" })
  displayName!: string;

  /** May administer the server: codes and keys. It opens no round table. */
  @Column({ type: "boolean", default: false })
  isAdmin!: boolean;

  @Column({ type: "timestamptz", default: () => "now()" })
  createdAt!: Date;

  /** From then on nothing this person holds works any more. */
  @Column({ type: "timestamptz", nullable: true })
  suspendedAt!: Date | null;
}
