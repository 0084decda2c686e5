import type { Chance } from "./chance.js";
import type { Words } from "./regions.js";

export const LOCALES = ["EN", "FR", "ES", "AR"] as const;
export type Locale = (typeof LOCALES)[number];

/** What conferences of this kind talk about. Invented, and nobody's position; each stands in the sentences below as their subject. */
export const SUBJECTS: readonly Words[] = [
  {
    en: "the exchange of data on stolen travel documents",
    fr: "l'échange de données sur les documents de voyage volés",
    es: "el intercambio de datos sobre documentos de viaje robados",
    ar: "تبادل البيانات عن وثائق السفر المسروقة",
  },
  {
    en: "the early warning system for coastal floods",
    fr: "le dispositif d'alerte rapide en cas d'inondation côtière",
    es: "el sistema de alerta temprana de inundaciones costeras",
    ar: "نظام الإنذار المبكر بالفيضانات الساحلية",
  },
  {
    en: "the joint training of border officers",
    fr: "l'entraînement commun des agents aux frontières",
    es: "el adiestramiento conjunto de los agentes de frontera",
    ar: "التدريب المشترك لموظفي الحدود",
  },
  {
    en: "the direct access of frontline officers to shared databases",
    fr: "l'accès direct des agents de terrain aux bases de données communes",
    es: "el acceso directo de los agentes de primera línea a las bases de datos comunes",
    ar: "الوصول المباشر لموظفي الخطوط الأمامية إلى قواعد البيانات المشتركة",
  },
  {
    en: "the tracing of illicit medicines",
    fr: "le dépistage des médicaments illicites",
    es: "el rastreo de medicamentos ilícitos",
    ar: "تعقب الأدوية غير المشروعة",
  },
  {
    en: "the joint work against online fraud",
    fr: "le travail commun contre la fraude en ligne",
    es: "el trabajo conjunto contra el fraude en línea",
    ar: "العمل المشترك لمكافحة الاحتيال عبر الإنترنت",
  },
  {
    en: "the support for the search for missing persons",
    fr: "le soutien à la recherche de personnes disparues",
    es: "el apoyo a la búsqueda de personas desaparecidas",
    ar: "دعم البحث عن المفقودين",
  },
  {
    en: "the secure transport of evidence",
    fr: "le transport sûr des éléments de preuve",
    es: "el transporte seguro de pruebas",
    ar: "النقل الآمن للأدلة",
  },
];

const PREAMBULAR: readonly Words[] = [
  {
    en: "Considering that {s} is a responsibility of all,",
    fr: "Considérant que {s} relève de la responsabilité de tous,",
    es: "Considerando que {s} es responsabilidad de todos,",
    ar: "إذ ترى أن {s} مسؤولية الجميع،",
  },
  {
    en: "Noting with concern that {s} differs widely from one region to another,",
    fr: "Notant avec préoccupation que {s} varie fortement d'une région à l'autre,",
    es: "Observando con preocupación que {s} varía mucho de una región a otra,",
    ar: "وإذ تلاحظ بقلق أن {s} يتفاوت كثيرا من منطقة إلى أخرى،",
  },
  {
    en: "Convinced that {s} deserves constant attention,",
    fr: "Persuadée que {s} mérite une attention constante,",
    es: "Convencida de que {s} merece una atención constante,",
    ar: "واقتناعا منها بأن {s} يستحق اهتماما مستمرا،",
  },
];

const OPERATIVE: readonly Words[] = [
  {
    en: "Recommends that {s} become a priority of members within {n} months;",
    fr: "Recommande que {s} devienne une priorité des membres dans un délai de {n} mois ;",
    es: "Recomienda que {s} sea una prioridad de los miembros en un plazo de {n} meses;",
    ar: "توصي بأن يصبح {s} من أولويات الأعضاء في غضون {n} شهرا؛",
  },
  {
    en: "Invites each member to name a contact point so that {s} is followed day and night;",
    fr: "Invite chaque membre à désigner un point de contact afin que {s} soit suivi jour et nuit ;",
    es: "Invita a cada miembro a designar un punto de contacto para que {s} tenga seguimiento día y noche;",
    ar: "تدعو كل عضو إلى تعيين جهة اتصال لكي يحظى {s} بالمتابعة ليلا ونهارا؛",
  },
  {
    en: "Asks the secretariat to report within {n} months on how {s} advances;",
    fr: "Demande au secrétariat de rendre compte dans un délai de {n} mois de la manière dont {s} progresse ;",
    es: "Pide a la secretaría que informe en un plazo de {n} meses de cómo avanza {s};",
    ar: "تطلب إلى الأمانة أن تقدم في غضون {n} شهرا تقريرا عن مدى تقدم {s}؛",
  },
  {
    en: "Encourages voluntary contributions so that {s} reaches every region;",
    fr: "Encourage les contributions volontaires afin que {s} atteigne toutes les régions ;",
    es: "Alienta las contribuciones voluntarias para que {s} llegue a todas las regiones;",
    ar: "تشجع على تقديم تبرعات لكي يصل {s} إلى جميع المناطق؛",
  },
  {
    en: "Decides to examine at its next session whether {s} has improved.",
    fr: "Décide d'examiner à sa prochaine session si {s} s'est amélioré.",
    es: "Decide examinar en su próxima reunión si {s} ha mejorado.",
    ar: "تقرر أن تبحث في دورتها المقبلة ما إذا كان {s} قد تحسن.",
  },
];
/** Numbers that take the same form of the noun in Arabic. */
const MONTHS = [12, 15, 18, 24, 36] as const;

const TITLE: Words = {
  en: "Next steps: {s}",
  fr: "Prochaines étapes : {s}",
  es: "Próximos pasos: {s}",
  ar: "الخطوات المقبلة: {s}",
};

export const COMMENTS: readonly Words[] = [
  {
    en: "Could the text say by when members report?",
    fr: "Le texte pourrait-il préciser la date à laquelle les membres rendent compte ?",
    es: "¿Podría el texto precisar cuándo informan los miembros?",
    ar: "هل يمكن أن يحدد النص موعد تقديم الأعضاء تقاريرهم؟",
  },
  {
    en: "We support this and offer to host a first meeting.",
    fr: "Nous appuyons ce texte et proposons d'accueillir une première réunion.",
    es: "Apoyamos este texto y ofrecemos acoger una primera reunión.",
    ar: "نؤيد هذا النص ونعرض استضافة اجتماع أول.",
  },
  {
    en: "Who pays for it? The budget of this year is spent.",
    fr: "Qui en supporte le coût ? Le budget de l'année est épuisé.",
    es: "¿Quién lo financia? El presupuesto de este año está agotado.",
    ar: "من يتحمل التكلفة؟ لقد استنفدت ميزانية هذا العام.",
  },
  {
    en: "National law sets us limits here; we would need more time.",
    fr: "Notre législation nous impose des limites ; il nous faudrait plus de temps.",
    es: "Nuestra legislación nos impone límites; necesitaríamos más tiempo.",
    ar: "يفرض علينا قانوننا الوطني حدودا هنا، ونحتاج إلى مزيد من الوقت.",
  },
  {
    en: "A similar text stands before another region: should they be one?",
    fr: "Une autre région est saisie d'un texte semblable : faut-il les réunir ?",
    es: "Otra región tiene ante sí un texto parecido: ¿deberían unirse?",
    ar: "هناك نص مماثل معروض على منطقة أخرى، فهل ينبغي الجمع بينهما؟",
  },
];

export const OBJECTIONS: readonly Words[] = [
  {
    en: "We have no instructions from our capital yet.",
    fr: "Nous n'avons pas encore reçu d'instructions de notre capitale.",
    es: "Aún no hemos recibido instrucciones de nuestra capital.",
    ar: "لم نتلق بعد تعليمات من عاصمتنا.",
  },
  {
    en: "The delay in the first operative paragraph is too short for us.",
    fr: "Le délai fixé au premier paragraphe du dispositif est trop court pour nous.",
    es: "El plazo del primer párrafo dispositivo es demasiado corto para nosotros.",
    ar: "المهلة الواردة في الفقرة الأولى من المنطوق قصيرة جدا بالنسبة إلينا.",
  },
];

export const PREAMBLE: Words = {
  en: "The Conference, having heard the reports of the five regional round tables, concludes as follows.",
  fr: "La Conférence, ayant entendu les rapports des cinq tables rondes régionales, conclut ce qui suit.",
  es: "La Conferencia, habiendo escuchado los informes de las cinco mesas redondas regionales, concluye lo siguiente.",
  ar: "إن المؤتمر، وقد استمع إلى تقارير الموائد المستديرة الإقليمية الخمس، يخلص إلى ما يلي.",
};

export interface Paragraph {
  readonly kind: "PREAMBULAR" | "OPERATIVE";
  readonly words: Words;
}

export function wordsIn(words: Words, locale: Locale): string {
  return words[locale.toLowerCase() as keyof Words];
}

/** The agenda has the subject as its title. */
export function agendaTitle({ en }: Words): string {
  return en.charAt(0).toUpperCase() + en.slice(1);
}

export const titleOf = (subject: Words): Words => filled(TITLE, subject, "");

/** A text of one or two preambular and two to four operative paragraphs. */
export function textOn(subject: Words, chance: Chance): Paragraph[] {
  const made = (kind: Paragraph["kind"], from: readonly Words[], count: number): Paragraph[] => {
    const places = chance.some([...from.keys()], count).sort((a, b) => a - b);
    return places.map((at) => ({ kind, words: filled(from[at]!, subject, String(chance.one(MONTHS))) }));
  };
  return [...made("PREAMBULAR", PREAMBULAR, chance.int(1, 2)), ...made("OPERATIVE", OPERATIVE, chance.int(2, 4))];
}

/** Another operative paragraph on the subject, other than those that the text has. */
export function paragraphOn(subject: Words, chance: Chance, but: readonly Paragraph[]): Words {
  const known = new Set(but.map(({ words }) => words.en));
  const all = OPERATIVE.flatMap((one) => MONTHS.map((months) => filled(one, subject, String(months))));
  return chance.one(all.filter(({ en }) => !known.has(en)));
}

function filled(pattern: Words, subject: Words, months: string): Words {
  const fill = (key: keyof Words): string => pattern[key].replace("{s}", subject[key]).replace("{n}", months);
  return { en: fill("en"), fr: fill("fr"), es: fill("es"), ar: fill("ar") };
}
