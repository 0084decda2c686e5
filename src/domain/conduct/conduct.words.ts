import { registerEnumType } from "type-graphql";

export enum AnnullingOffice {
  CHAIR = "CHAIR",
  SECRETARIAT = "SECRETARIAT",
}
registerEnumType(AnnullingOffice, {
  name: "AnnullingOffice",
  description: "In which office somebody proposed to annul a ballot; the other one confirms.",
  valuesConfig: {
    CHAIR: { description: "Facilitator or vice-chair of the body." },
    SECRETARIAT: { description: "Secretariat of the conference." },
  },
});
