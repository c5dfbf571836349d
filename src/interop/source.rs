//! Which program a file was exported from, by a signature of at least three of its headings; one
//! alone proves nothing.

use serde::{Deserialize, Serialize};

use super::header::normal;
use crate::model::id::ObjectId;
use crate::model::standard::{COMPANY, DEAL, LEAD, PERSON, PRODUCT, USER};

/// A program whose exports are recognised.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Source {
    /// `HubSpot`.
    HubSpot,
    /// Salesforce: a report.
    SalesforceReport,
    /// Salesforce: the weekly or programming interface export.
    SalesforceExport,
    /// Pipedrive.
    Pipedrive,
    /// Microsoft Dynamics 365.
    Dynamics,
    /// Zoho CRM.
    Zoho,
    /// Google Contacts.
    Google,
    /// Microsoft Outlook.
    Outlook,
    /// Twenty.
    Twenty,
    /// Atomic CRM.
    Atomic,
    /// Datablist sample sets.
    Datablist,
    /// Maven Analytics' CRM sales opportunities.
    Maven,
}

impl Source {
    /// Its name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::HubSpot => "HubSpot",
            Self::SalesforceReport | Self::SalesforceExport => "Salesforce",
            Self::Pipedrive => "Pipedrive",
            Self::Dynamics => "Dynamics 365",
            Self::Zoho => "Zoho CRM",
            Self::Google => "Google Contacts",
            Self::Outlook => "Outlook",
            Self::Twenty => "Twenty",
            Self::Atomic => "Atomic CRM",
            Self::Datablist => "Datablist",
            Self::Maven => "Maven Analytics",
        }
    }
}

/// What a signature says the rows are; `None`: the headings decide.
type Signature = (Source, Option<ObjectId>, &'static str);

/// Headings (in normal form) that together give a program away. At least three of a signature, and
/// more than half of it, have to be there; of several the one with most counts.
const SIGNATURES: &[Signature] = &[
    (Source::HubSpot, Some(PERSON), "record id|first name|last name|contact owner|lifecycle stage|lead status"),
    (Source::HubSpot, Some(COMPANY), "record id|company name|company owner|create date"),
    (Source::HubSpot, Some(COMPANY), "record id|website url|company owner"),
    (Source::HubSpot, Some(DEAL), "record id|deal name|deal stage|deal owner"),
    (Source::SalesforceReport, Some(PERSON), "salutation|mailing street|mailing city|account owner|account name"),
    (Source::SalesforceReport, Some(PERSON), "first name|last name|account name|mobile|last contact"),
    (Source::SalesforceReport, Some(PERSON), "first name|last name|account name|title|contact owner"),
    (Source::SalesforceReport, Some(LEAD), "lead owner|first name|company account|lead source|rating"),
    (Source::SalesforceReport, Some(LEAD), "lead source|first name|lead status|owner alias"),
    (Source::SalesforceReport, Some(DEAL), "opportunity name|opportunity owner|close date|account name"),
    (Source::SalesforceExport, Some(COMPANY), "id|is deleted|master record id|name|parent id|billing city"),
    (Source::SalesforceExport, Some(PERSON), "id|is deleted|master record id|account id|last name|first name"),
    (Source::SalesforceExport, Some(DEAL), "id|is deleted|account id|stage name|close date"),
    (Source::SalesforceExport, Some(LEAD), "id|is deleted|master record id|last name|is converted|company"),
    (Source::Pipedrive, Some(DEAL), "deal title|deal value|deal stage|deal status"),
    (Source::Pipedrive, Some(DEAL), "deal title|deal value|organization name|person name"),
    (Source::Pipedrive, Some(PERSON), "person name|person phone|organization name|person email work"),
    (Source::Pipedrive, Some(PERSON), "person name|person first name|person last name|person email work"),
    (Source::Dynamics, None, "row checksum|modified on|first name|last name"),
    (Source::Dynamics, None, "row checksum|modified on|account name"),
    (Source::Dynamics, Some(LEAD), "lead|row checksum|modified on|lead source|rating"),
    (Source::Zoho, Some(LEAD), "lead owner|salutation|first name|lead source|annual revenue"),
    (Source::Zoho, Some(PERSON), "contact owner|first name|last name|account name|mailing zip|vendor name"),
    (Source::Zoho, Some(COMPANY), "account owner|account name|account site|billing code|sic code"),
    (Source::Zoho, Some(DEAL), "deal owner|deal name|closing date|stage|account name"),
    (Source::Google, Some(PERSON), "phonetic first name|file as|organization name|labels|e mail 1 value"),
    (Source::Google, Some(PERSON), "given name|family name|yomi name|group membership|e mail 1 value"),
    (Source::Outlook, Some(PERSON), "e mail address|business street|business phone|web page|home phone"),
    (Source::Twenty, Some(PERSON), "emails primary email|emails additional emails|phones primary phone number"),
    (Source::Twenty, Some(COMPANY), "domain domain url|name|address city|employees"),
    (Source::Twenty, Some(DEAL), "amount amount|amount currency|stage"),
    (Source::Atomic, Some(PERSON), "first seen|last seen|has newsletter|email work|phone work"),
    (Source::Datablist, Some(PERSON), "index|customer id|subscription date|phone 1|first name"),
    (Source::Datablist, Some(COMPANY), "index|organization id|founded|number of employees|industry"),
    (Source::Datablist, Some(PERSON), "index|user id|sex|date of birth|job title"),
    (Source::Datablist, Some(LEAD), "index|account id|lead owner|deal stage|source"),
    (Source::Maven, Some(COMPANY), "account|sector|year established|office location|subsidiary of"),
    (Source::Maven, Some(PRODUCT), "product|series|sales price"),
    (Source::Maven, Some(USER), "sales agent|manager|regional office"),
    (Source::Maven, Some(DEAL), "opportunity id|sales agent|deal stage|engage date|close value"),
];

/// The program whose signature the headings bear, and what the rows are.
#[must_use]
pub fn recognise(headings: &[String]) -> Option<(Source, Option<ObjectId>)> {
    let normal: Vec<String> = headings.iter().map(|heading| normal(heading)).collect();
    let mut best: Option<(usize, &Signature)> = None;
    for signature in SIGNATURES {
        let wanted = signature.2.split('|').count();
        let found = signature.2.split('|').filter(|word| normal.iter().any(|heading| heading == word)).count();
        if found >= 3 && found * 2 > wanted && best.is_none_or(|(most, _)| found > most) {
            best = Some((found, signature));
        }
    }
    best.map(|(_, (source, object, _))| (*source, *object))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_recognised_by_their_headings() {
        let table: &[(&str, Source, Option<ObjectId>)] = &[
            (
                "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,\
                 Last Modified Date,Lifecycle Stage,Associated Company,Associated Deal IDs",
                Source::HubSpot,
                Some(PERSON),
            ),
            ("Record ID,Company name,Website URL,Company owner,Create Date", Source::HubSpot, Some(COMPANY)),
            (
                "Record ID,Deal Name,Deal Stage,Amount,Deal owner,Associated Company IDs,Associated Contact IDs",
                Source::HubSpot,
                Some(DEAL),
            ),
            (
                "Salutation,First Name,Last Name,Title,Mailing Street,Mailing City,Mailing State/Province,\
                 Mailing Zip/Postal Code,Mailing Country,Phone,Mobile,Fax,Email,Account Owner,Account Name",
                Source::SalesforceReport,
                Some(PERSON),
            ),
            (
                "Lead Owner,First Name,Last Name,Title,Company / Account,Lead Source,Rating,Street,Email",
                Source::SalesforceReport,
                Some(LEAD),
            ),
            (
                "Lead Source,First Name,Last Name,Email,Phone,Lead Status,Owner Alias,Created Date",
                Source::SalesforceReport,
                Some(LEAD),
            ),
            (
                "Id,IsDeleted,MasterRecordId,AccountId,LastName,FirstName,Salutation,Name,OwnerId,CreatedDate",
                Source::SalesforceExport,
                Some(PERSON),
            ),
            (
                "Id,IsDeleted,MasterRecordId,Name,Type,ParentId,BillingStreet,BillingCity,BillingState,Phone,OwnerId",
                Source::SalesforceExport,
                Some(COMPANY),
            ),
            (
                "Person - Name*,Person - First name,Person - Last name,Person - Phone,Person - Email (Work),\
                 Person - Email (Home),Organization - Name*,Organization - Address",
                Source::Pipedrive,
                Some(PERSON),
            ),
            (
                "Deal - Title,Deal - Value,Deal - Stage (pipeline),Deal - Status,Organization - Name*,Person - Name*",
                Source::Pipedrive,
                Some(DEAL),
            ),
            (
                "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Subject,First Name,\
                 Last Name,Job Title,Company Name,Email,Business Phone,Country,Lead Source,Rating",
                Source::Dynamics,
                Some(LEAD),
            ),
            (
                "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,File As,Organization Name,\
                 Organization Title,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value",
                Source::Google,
                Some(PERSON),
            ),
            (
                "Name,Given Name,Additional Name,Family Name,Yomi Name,Group Membership,E-mail 1 - Type,\
                 E-mail 1 - Value",
                Source::Google,
                Some(PERSON),
            ),
            (
                "First Name,Middle Name,Last Name,Title,Suffix,Web Page,E-mail Address,Home Phone,Business Phone,\
                 Company,Job Title,Business Street,Business City",
                Source::Outlook,
                Some(PERSON),
            ),
            (
                "first_name,last_name,gender,title,background,first_seen,last_seen,has_newsletter,status,tags,\
                 linkedin_url,company,email_work,email_home,email_other,phone_work",
                Source::Atomic,
                Some(PERSON),
            ),
            (
                "Index,Customer Id,First Name,Last Name,Company,City,Country,Phone 1,Phone 2,Email,Subscription Date",
                Source::Datablist,
                Some(PERSON),
            ),
            ("sales_agent,manager,regional_office", Source::Maven, Some(USER)),
            ("product,series,sales_price", Source::Maven, Some(PRODUCT)),
        ];
        for (headings, source, object) in table {
            let headings: Vec<String> = headings.split(',').map(str::to_owned).collect();
            assert_eq!(recognise(&headings), Some((*source, *object)), "{headings:?}");
        }
    }

    #[test]
    fn two_headings_prove_nothing() {
        for headings in ["First Name,Last Name", "product,series", "Name,Email,Phone", "Record ID,Amount"] {
            let headings: Vec<String> = headings.split(',').map(str::to_owned).collect();
            assert_eq!(recognise(&headings), None);
        }
    }
}
