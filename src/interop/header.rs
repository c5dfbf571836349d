//! What headings of columns mean: words that exports and people use for the fields of the standard
//! objects.

use crate::model::fold::fold_into;
use crate::model::id::ObjectId;
use crate::model::schema::Object;
use crate::model::standard::{ACTIVITY, COMPANY, DEAL, LEAD, NOTE, PERSON, PRODUCT, TEAM, USER};

/// A heading in the form in which headings are compared: folded, words apart by one space, camel case
/// taken apart, signs dropped. `Person - Name*` and `personName` become `person name`.
#[must_use]
pub fn normal(heading: &str) -> String {
    let heading = heading.trim_start_matches("(Do Not Modify) ");
    let mut spaced = String::with_capacity(heading.len() + 4);
    let mut before = ' ';
    for c in heading.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(if c.is_alphanumeric() { c } else { ' ' });
        before = c;
    }
    let mut folded = String::with_capacity(spaced.len());
    fold_into(&spaced, &mut folded);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Where a heading leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Meaning {
    /// The field of this key.
    Field(&'static str),
    /// A person's whole name.
    FullName,
    /// The currency of the field of this key.
    CurrencyOf(&'static str),
    /// The number by which the other system knows the record.
    SourceId,
}

/// Words for fields that several objects have.
const COMMON: &[(&str, &str)] = &[
    (
        "email",
        "email|e mail|email address|e mail address|mail|e mail 1 value|emails|emails primary email|primary email|\
         work email|email work|person email work|person email|emailadresse|e mail adresse|courriel|adresse e mail|\
         correo|correo electronico|электронная почта|эл почта|почта|ایمیل|پست الکترونیک",
    ),
    (
        "phone",
        "phone|phone number|telephone|telefon|tel|business phone|work phone|phone work|phone 1|phone 1 value|\
         primary phone|company phone|main phone|telefonnummer|telefono|numero de telephone|телефон|person phone|\
         person phone work|phones primary phone number|تلفن|شماره تلفن",
    ),
    (
        "mobile",
        "mobile|mobile phone|cell|cell phone|handy|mobil|mobiltelefon|portable|movil|celular|мобильный|\
         мобильный телефон|phone 2|phone 2 value|mobile number|mobile no|person phone mobile|phone mobile|موبایل|همراه",
    ),
    (
        "website",
        "website|web|url|homepage|website url|web page|web site|domain|company domain name|domain name|site|webseite|\
         site web|sitio web|сайт|domain domain url|organization website|website 1 value|وب سایت",
    ),
    (
        "owner",
        "owner|account owner|company owner|contact owner|record owner|lead owner|deal owner|opportunity owner|owner id|\
         owner alias|owner name|assigned to|responsible|sales rep|sales agent|account manager|zustandig|betreuer|\
         verantwortlich|verantwortlicher|responsable|proprietaire|propietario|ответственный|менеджер|مسئول",
    ),
    (
        "street",
        "street|address|address 1|address line 1|street address|mailing street|billing street|business street|\
         address 1 street|address 1 formatted|strasse|anschrift|adresse|rue|direccion|calle|улица|адрес|آدرس",
    ),
    (
        "postal_code",
        "postal code|zip|zip code|postcode|post code|zip postal code|mailing zip postal code|mailing postal code|\
         billing postal code|billing zip|business postal code|address 1 postal code|plz|postleitzahl|code postal|\
         codigo postal|индекс|почтовый индекс|کد پستی",
    ),
    (
        "city",
        "city|town|ort|stadt|ville|ciudad|город|mailing city|billing city|business city|address 1 city|address city|\
         address address city|شهر",
    ),
    (
        "region",
        "region|state|province|state region|state province|state or province|county|bundesland|mailing state|\
         mailing state province|billing state|billing state province|business state|address 1 region|departement|\
         provincia|estado|регион|область|استان",
    ),
    (
        "country",
        "country|country region|office location|land|pays|pais|страна|mailing country|billing country|\
         business country|business country region|address 1 country|headquarters|کشور",
    ),
    ("tags", "tags|tag|labels|categories|group membership|keywords|schlagworte|etiquettes|etiquetas|теги|метки|برچسب"),
    (
        "description",
        "description|notes|comments|background|remarks|bemerkung|bemerkungen|notizen|kommentar|beschreibung|\
         commentaires|remarques|notas|comentarios|descripcion|примечание|комментарий|описание|توضیحات",
    ),
    ("source", "source|lead source|original source|quelle|herkunft|origine|origen|fuente|источник|منبع"),
    (
        "job_title",
        "job title|title|position|role|jobtitle|function|funktion|berufsbezeichnung|poste|fonction|cargo|\
         puesto|должность|organization title|organization 1 title|organization 1 job title|سمت",
    ),
    ("first_name", "first name|given name|firstname|first|forename|vorname|prenom|nombre|имя|person first name|نام"),
    (
        "last_name",
        "last name|family name|surname|lastname|last|nachname|familienname|nom|nom de famille|apellido|\
         apellidos|фамилия|person last name|نام خانوادگی",
    ),
    (
        "company",
        "company|company name|account|account name|organization|organisation|organization name|\
         organization 1 name|associated company|employer|firma|firmenname|unternehmen|societe|entreprise|empresa|\
         compania|компания|организация|customer|customer name|client|kunde|account id|company id|organization id|\
         associated company ids|شرکت",
    ),
    (
        "person",
        "contact|contact name|person|person name|primary contact|associated contact|associated contact ids|\
         contact id|kontakt|ansprechpartner|interlocuteur|contacto|контакт|контактное лицо|مخاطب",
    ),
];

/// Words of one object; they go before the common ones. A star marks words that tell the object.
const OWN: &[(ObjectId, &str, &str)] = &[
    (
        COMPANY,
        "name",
        "*account|*account name|*company name|*organization name|company|organization|organisation|name|\
         firma|firmenname|unternehmen|societe|raison sociale|entreprise|empresa|razon social|компания|организация|\
         название|customer|customer name|client|business name|legal name|kunde|شرکت|نام شرکت",
    ),
    (COMPANY, "industry", "*industry|*sector|branche|industrie|secteur|vertical|отрасль|صنعت"),
    (COMPANY, "founded", "*founded|*year established|*year founded|founded year|gegrundet|established|fondee en"),
    (
        COMPANY,
        "revenue",
        "*revenue|*annual revenue|annual rev|turnover|umsatz|jahresumsatz|chiffre d affaires|ca|\
         ingresos|facturacion|выручка|оборот",
    ),
    (
        COMPANY,
        "employees",
        "*employees|*number of employees|no of employees|headcount|company size|mitarbeiter|\
         mitarbeiterzahl|anzahl mitarbeiter|effectif|empleados|сотрудники|число сотрудников",
    ),
    (
        COMPANY,
        "parent",
        "*parent|*parent company|*subsidiary of|parent account|parent id|muttergesellschaft|\
         societe mere|matriz",
    ),
    (
        COMPANY,
        "account_number",
        "account number|customer number|customer no|kundennummer|kundennr|numero client|\
         numero de cliente|customer id|client id|account id|company id|organization id|record id|id|external id|\
         номер клиента",
    ),
    (COMPANY, "lifecycle", "lifecycle|lifecycle stage|type|account type|status"),
    (COMPANY, "website", "*company domain name|*website url|*domain domain url"),
    (COMPANY, "street", "organization address"),
    (PERSON, "first_name", "*first name|*given name|*vorname|*prenom|*имя|*first"),
    (PERSON, "last_name", "*last name|*family name|*nachname|*surname|*nom de famille|*фамилия|*apellidos"),
    (
        PERSON,
        "other_email",
        "e mail 2 value|e mail 2 address|secondary email|email 2|person email home|email home|\
         email other|additional emails|emails additional emails|private email|other email",
    ),
    (
        PERSON,
        "link",
        "linkedin|linked in|linkedin url|linkedin profile|website|web page|personal web page|\
         profile url|website 1 value|person linkedin",
    ),
    (PERSON, "salutation", "salutation|prefix|name prefix|anrede|civilite|tratamiento|обращение"),
    (
        PERSON,
        "birthday",
        "*birthday|*birth date|date of birth|dob|geburtstag|geburtsdatum|date de naissance|\
         fecha de nacimiento|дата рождения|birthdate",
    ),
    (
        PERSON,
        "department",
        "department|abteilung|service|departamento|отдел|organization department|\
         organization 1 department",
    ),
    (PERSON, "lifecycle", "lifecycle|lifecycle stage|status|contact status"),
    (PERSON, "no_contact", "do not contact|do not call|email opt out|unsubscribed|opt out|no contact"),
    (
        LEAD,
        "company_name",
        "*company account|company|company name|organization|organization name|firma|empresa|account",
    ),
    (LEAD, "status", "*lead status|status|stage"),
    (LEAD, "score", "rating|score|lead score|stars"),
    (LEAD, "estimate", "estimate|estimated value|expected revenue|value|amount|budget"),
    (LEAD, "name", "*lead name|*topic|lead|subject"),
    (LEAD, "owner", "*lead owner"),
    (LEAD, "lost_reason", "lost reason|unqualified reason|disqualification reason"),
    (
        DEAL,
        "name",
        "*deal name|*deal title|*opportunity name|*deal|*opportunity|name|title|bezeichnung|geschaft|affaire|\
         oportunidad|сделка|название|название сделки|topic|subject",
    ),
    (
        DEAL,
        "external_id",
        "*opportunity id|*deal id|id|record id|external id|deal pipedrive system id|auftragsnummer|\
         vorgangsnummer|номер сделки",
    ),
    (
        DEAL,
        "amount",
        "*close value|*deal value|*deal amount|amount|value|amount amount|estimated value|est revenue|\
         expected revenue|betrag|wert|auftragswert|montant|importe|valor|monto|сумма|бюджет|مبلغ",
    ),
    (
        DEAL,
        "stage",
        "*stage|*deal stage|*opportunity stage|*sales stage|*pipeline stage|*deal stage pipeline|phase|\
         verkaufsphase|etape|etapa|этап|стадия|deal status|status|مرحله",
    ),
    (DEAL, "pipeline", "*pipeline|*deal pipeline"),
    (DEAL, "probability", "*probability|wahrscheinlichkeit|probabilite|probabilidad|вероятность|win probability"),
    (
        DEAL,
        "expected_close",
        "*expected close|*expected close date|*deal expected close date|*close date|*closing date|\
         est close date|estimated close date|abschlussdatum|erwarteter abschluss|date de cloture|fecha de cierre|\
         дата закрытия",
    ),
    (DEAL, "closed_on", "closed on|closed date|date closed|won time|deal won time|actual close date|closed at"),
    (DEAL, "started_on", "*engage date|started on|start date|open date|opened on|begin|beginn"),
    (DEAL, "product", "product|product name|produkt|produit|producto|продукт|товар|محصول"),
    (DEAL, "lost_reason", "*lost reason|*loss reason|*deal lost reason|*closed lost reason|verlustgrund"),
    (DEAL, "next_step", "*next step|nachster schritt|prochaine etape"),
    (PRODUCT, "name", "*product|*product name|name|produkt|produktname|artikel|produit|producto|товар|продукт|title"),
    (PRODUCT, "code", "*sku|*product code|*product id|code|article number|artikelnummer|id|item number|артикул"),
    (PRODUCT, "price", "*price|*sales price|*list price|*unit price|preis|listenpreis|prix|precio|цена|قیمت"),
    (PRODUCT, "category", "*series|*product family|category|family|kategorie|categorie|categoria|категория"),
    (PRODUCT, "unit", "unit|einheit|unite|unidad|единица"),
    (PRODUCT, "active", "active|is active|aktiv|actif|activo"),
    (
        USER,
        "name",
        "*sales agent|*agent|*user|*user name|*employee|*sales rep|*rep|name|full name|mitarbeiter|verkaufer|\
         сотрудник|пользователь",
    ),
    (USER, "team", "*regional office|*team|office|group|department|region|abteilung|команда"),
    (USER, "manager", "*manager|*supervisor|*reports to|vorgesetzter|руководитель"),
    (USER, "role", "role|rolle|profile"),
    (USER, "active", "active|is active"),
    (TEAM, "name", "*team name|team|name"),
    (TEAM, "leader", "*leader|*team leader|manager|lead"),
    (ACTIVITY, "subject", "*activity subject|*subject|*betreff|task|title|name|activity|тема"),
    (ACTIVITY, "kind", "*activity type|type|kind|art|typ|тип"),
    (
        ACTIVITY,
        "due",
        "*activity due date|*due date|due|date|start|start date|when|start date time|falligkeit|datum|\
         echeance|fecha|срок|дата",
    ),
    (ACTIVITY, "status", "status|done|completed"),
    (ACTIVITY, "priority", "*priority|prioritat|priorite|prioridad|приоритет"),
    (ACTIVITY, "owner", "assigned to|assignee|owner"),
    (ACTIVITY, "duration", "*duration|dauer|duree"),
    (ACTIVITY, "outcome", "outcome|result|ergebnis"),
    (ACTIVITY, "deal", "deal|opportunity|deal title|related to"),
    (NOTE, "text", "*note|*note content|*content|*body|text|note text|notiz|заметка"),
    (NOTE, "deal", "deal|opportunity|deal title"),
    (NOTE, "author", "author|created by|owner"),
];

const FULL_NAME: &str = "*contact name|*full name|*person name|name|contact|person|voller name|vollstandiger name|\
     nom complet|nombre completo|фио|display name|file as|*contact full name";
const CURRENCY: &str = "currency|currency code|amount currency|deal currency of value|deal currency|wahrung|devise|\
     moneda|валюта|iso currency";
const SOURCE_ID: &str = "id|record id|contact id|person id|lead id|customer id|contact|lead|external id|source id|\
     person pipedrive system id|activity id|note id|row id|unique id|guid";

/// Whether a list of words holds a heading, and whether it is a telling one.
fn holds(words: &str, heading: &str) -> Option<bool> {
    words.split('|').find_map(|word| {
        let (word, telling) = word.strip_prefix('*').map_or((word, false), |word| (word, true));
        same(word, heading).then_some(telling)
    })
}

/// Whether a word of a list is the heading. Words in other scripts are written here as people do.
fn same(word: &str, heading: &str) -> bool {
    word == heading || (!word.is_ascii() && normal(word) == heading)
}

/// What a normal heading means in an object, and whether it tells that the rows are of this object.
pub(crate) fn meaning(object: &Object, heading: &str) -> Option<(Meaning, bool)> {
    let own = || {
        OWN.iter()
            .filter(|(id, ..)| *id == object.id)
            .find_map(|(_, key, words)| holds(words, heading).map(|telling| (Meaning::Field(key), telling)))
    };
    let full_name = || match object.id {
        PERSON | LEAD => holds(FULL_NAME, heading).map(|telling| (Meaning::FullName, telling && object.id == PERSON)),
        _ => None,
    };
    let common = || {
        COMMON
            .iter()
            .filter(|(key, _)| object.by_key(key).is_some())
            .find_map(|(key, words)| holds(words, heading).map(|_| (Meaning::Field(key), false)))
    };
    let money = || {
        let field = match object.id {
            DEAL => "amount",
            COMPANY => "revenue",
            PRODUCT => "price",
            LEAD => "estimate",
            _ => return None,
        };
        holds(CURRENCY, heading).map(|_| (Meaning::CurrencyOf(field), false))
    };
    let source_id = || holds(SOURCE_ID, heading).map(|_| (Meaning::SourceId, false));
    own().or_else(full_name).or_else(common).or_else(money).or_else(source_id)
}

/// Words in a file's name that tell its object.
const FILES: [(&str, ObjectId); 22] = [
    ("pipeline", DEAL),
    ("deal", DEAL),
    ("opportunit", DEAL),
    ("sales team", USER),
    ("team", USER),
    ("user", USER),
    ("agent", USER),
    ("account", COMPANY),
    ("compan", COMPANY),
    ("organization", COMPANY),
    ("organisation", COMPANY),
    ("firm", COMPANY),
    ("product", PRODUCT),
    ("produkt", PRODUCT),
    ("lead", LEAD),
    ("contact", PERSON),
    ("people", PERSON),
    ("person", PERSON),
    ("kontakt", PERSON),
    ("note", NOTE),
    ("task", ACTIVITY),
    ("activit", ACTIVITY),
];

/// The object that a file's name speaks of.
pub(crate) fn object_of_file(name: &str) -> Option<ObjectId> {
    let name = normal(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    FILES.iter().find(|(word, _)| name.contains(word)).map(|(_, object)| *object)
}

/// Other words for choices of standard select fields: object, field, choice, words.
const CHOICES: &[(ObjectId, &str, &str, &str)] = &[
    (
        DEAL,
        "stage",
        "won",
        "closed won|won deal|gewonnen|gagne|gagnee|ganado|ganada|cerrada ganada|выиграна|выиграно|\
         успешно реализовано|closedwon",
    ),
    (
        DEAL,
        "stage",
        "lost",
        "closed lost|verloren|perdu|perdue|perdido|perdida|проиграна|closedlost|\
         закрыто и не реализовано",
    ),
    (DEAL, "stage", "prospecting", "prospect|new|neu|lead in|identified|appointment scheduled|appointmentscheduled"),
    (DEAL, "stage", "qualified", "qualification|qualified to buy|qualifiedtobuy|needs analysis|contact made|qualify"),
    (
        DEAL,
        "stage",
        "engaging",
        "engaged|presentation|presentation scheduled|demo|demo scheduled|value proposition|\
         discovery|meeting|develop",
    ),
    (
        DEAL,
        "stage",
        "quoted",
        "quote|proposal|proposal price quote|proposal made|proposal sent|angebot|offer|propose|\
         decision maker bought in|id decision makers|proposal quote",
    ),
    (
        DEAL,
        "stage",
        "negotiation",
        "negotiations|negotiation review|negotiations started|negotiating|contract sent|\
         contractsent|verhandlung|perception analysis",
    ),
    (LEAD, "status", "new", "open|open not contacted|not contacted|neu|nouveau|nuevo|новый"),
    (LEAD, "status", "contacted", "working|working contacted|attempted to contact|in progress|connected|kontaktiert"),
    (LEAD, "status", "qualified", "closed converted|converted|qualifiziert|open deal"),
    (PERSON, "lifecycle", "qualified", "marketing qualified lead|sales qualified lead|opportunity|mql|sql"),
    (PERSON, "lifecycle", "customer", "client|evangelist|kunde"),
    (COMPANY, "lifecycle", "prospect", "lead|opportunity|interessent"),
    (COMPANY, "lifecycle", "customer", "customer direct|customer channel|client|kunde"),
    (ACTIVITY, "kind", "task", "to do|todo|aufgabe|tache|tarea|задача"),
    (ACTIVITY, "kind", "call", "phone call|anruf|appel|llamada|звонок"),
    (ACTIVITY, "kind", "meeting", "appointment|event|besprechung|termin|reunion|встреча"),
    (ACTIVITY, "status", "done", "completed|closed|yes|true|1|erledigt|finished"),
    (ACTIVITY, "status", "open", "not started|in progress|waiting|no|false|0|offen|to do"),
    (ACTIVITY, "priority", "high", "hoch|urgent|haute|alta"),
    (ACTIVITY, "priority", "normal", "medium|mittel|moyenne|media"),
    (ACTIVITY, "priority", "low", "niedrig|basse|baja"),
];

/// The key of the choice of a standard select field that a value (in [`normal`] form) is another word
/// for.
pub(crate) fn choice_of(object: ObjectId, field: &str, value: &str) -> Option<&'static str> {
    CHOICES
        .iter()
        .find(|(id, key, _, words)| *id == object && *key == field && words.split('|').any(|word| same(word, value)))
        .map(|(_, _, choice, _)| *choice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::standard;

    #[test]
    fn headings_are_compared_without_their_dress() {
        let table = [
            ("Person - Name*", "person name"),
            ("AccountId", "account id"),
            ("E-mail 1 - Value", "e mail 1 value"),
            ("deal_stage", "deal stage"),
            ("(Do Not Modify) Row Checksum", "row checksum"),
            ("Prénom", "prenom"),
            ("Straße", "strasse"),
            ("  ", ""),
        ];
        for (heading, expected) in table {
            assert_eq!(normal(heading), expected, "{heading}");
        }
    }

    #[test]
    fn every_word_list_names_a_field_or_choice_that_exists() {
        let schema = standard::schema();
        for (object, key, words) in OWN {
            let field = schema.object(*object).and_then(|object| object.by_key(key));
            assert!(field.is_some(), "{object:?} {key}");
            for word in words.split('|') {
                let word = word.trim_start_matches('*');
                assert!(!word.is_ascii() || normal(word) == word, "{word} of {object:?} {key} would never be found");
            }
        }
        for (key, words) in COMMON {
            assert!(schema.objects.iter().any(|object| object.by_key(key).is_some()), "{key}");
            assert!(words.split('|').all(|word| !word.is_ascii() || normal(word) == word), "{key}");
        }
        for (object, field, choice, words) in CHOICES {
            let options = schema.object(*object).and_then(|object| object.by_key(field)).map(|f| f.kind.options());
            assert!(options.is_some_and(|all| all.iter().any(|option| option.key == *choice)), "{field} {choice}");
            assert!(words.split('|').all(|word| !word.is_ascii() || normal(word) == word), "{field} {choice}");
        }
    }
}
