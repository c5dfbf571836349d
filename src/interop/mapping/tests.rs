use super::*;
use crate::interop::columns::names;
use crate::interop::wizard::{FileInfo, Form, Source};
use crate::model::standard::{self, lead_field, person_field, user_field};

fn plan(name: &str, header: &str, rows: &[&str]) -> (FilePlan, Vec<Stats>) {
    let names = names(header.split(','), "Column");
    let mut stats: Vec<Stats> = names.iter().map(|_| Stats::new()).collect();
    for row in rows {
        let mut cells = row.split(',');
        for stats in &mut stats {
            stats.add(cells.next().unwrap_or(""));
        }
    }
    let columns = names.into_iter().zip(&stats).map(|(name, stats)| blank_column(name, stats)).collect();
    let mut file = FilePlan {
        info: FileInfo { name: name.to_owned(), size: 0 },
        refusal: None,
        left_out: false,
        form: Form::default(),
        rows: rows.len() as u32,
        short_rows: 0,
        misencoded_rows: 0,
        source: None,
        object: ObjectId(0),
        confidence: 0,
        columns,
        keys: Vec::new(),
    };
    let schema = standard::schema();
    propose(&mut file, &stats, &schema, None, None);
    settle_formats(&mut file, &stats, &schema, Currency::EUR);
    (file, stats)
}

fn targets(file: &FilePlan) -> Vec<String> {
    let schema = standard::schema();
    let object = schema.object(file.object).expect("an object");
    let name = |target: &Target| match target {
        Target::Skip => "-".to_owned(),
        Target::Field(id) => object.field(*id).expect("a field").key.clone(),
        Target::FullName => "full name".to_owned(),
        Target::CurrencyOf(_) => "currency".to_owned(),
        Target::New { label, source_id, .. } => format!("{}{label}", if *source_id { "#" } else { "+" }),
    };
    file.columns.iter().map(|column| name(&column.target)).collect()
}

#[test]
fn exports_are_mapped_without_help() {
    let table: &[(&str, &str, &str, ObjectId, &str)] = &[
        (
            "accounts.csv",
            "account,sector,year_established,revenue,employees,office_location,subsidiary_of",
            "Acme,retail,1996,1100.04,2822,Kenya,Sonron",
            COMPANY,
            "name,industry,founded,revenue,employees,country,parent",
        ),
        ("products.csv", "product,series,sales_price", "GTX Pro,GTX,4821", PRODUCT, "name,category,price"),
        ("sales_teams.csv", "sales_agent,manager,regional_office", "Ann,Bob,East", USER, "name,manager,team"),
        (
            "sales_pipeline.csv",
            "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value",
            "1C1I7A6R,Moses,GTX,Cancity,Won,20-10-2016,01-03-2017,1054",
            DEAL,
            "external_id,owner,product,company,stage,started_on,expected_close,amount",
        ),
        (
            "all-contacts.csv",
            "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,Lifecycle Stage,Associated Company",
            "1,Ann,Bee,a@b.de,+44 7700 900412,o@us.com,New,2026-01-01,Lead,Acme",
            PERSON,
            "#Record ID,first_name,last_name,email,phone,owner,+Lead Status,+Create Date,lifecycle,company",
        ),
        (
            "deals.csv",
            "Record ID,Deal Name,Deal Stage,Amount,Deal owner,Associated Company IDs,Associated Contact IDs",
            "1,Big,Closed Won,5,o@us.com,7;8,9",
            DEAL,
            "external_id,name,stage,amount,owner,company,person",
        ),
        (
            "report.csv",
            "Salutation,First Name,Last Name,Title,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country,Phone,Mobile,Fax,Email,Account Owner,Account Name",
            "Ms,Ann,Bee,CEO,5 High St,Rome,RM,00100,Italy,+39 06 123456,+39 333 123456,,a@b.it,Bob,Acme",
            PERSON,
            "salutation,first_name,last_name,job_title,street,city,region,postal_code,country,phone,mobile,-,email,owner,company",
        ),
        (
            "export.csv",
            "Id,IsDeleted,MasterRecordId,Name,Type,ParentId,BillingStreet,BillingCity,BillingPostalCode,Website,Industry,AnnualRevenue,NumberOfEmployees,OwnerId",
            "001A,0,,Acme,Customer - Direct,,5 High St,Rome,00100,acme.it,Retail,100,5,005B",
            COMPANY,
            "account_number,+IsDeleted,-,name,lifecycle,parent,street,city,postal_code,website,industry,revenue,employees,owner",
        ),
        (
            "people.csv",
            "Person - Name*,Person - Phone,Person - Email (Work),Person - Email (Home),Organization - Name*",
            "Ann Bee,+44 7700 900412,a@b.de,c@d.de,Acme",
            PERSON,
            "full name,phone,email,other_email,company",
        ),
        (
            "kunden.csv",
            "Vorname,Nachname,Firma,E-Mail,Telefon,Straße,PLZ,Ort,Bemerkung",
            "Ann,Bee,Acme,a@b.de,+49 30 123456,Hauptstr. 5,10115,Berlin,nett",
            PERSON,
            "first_name,last_name,company,email,phone,street,postal_code,city,description",
        ),
        (
            "клиенты.csv",
            "Имя,Фамилия,Компания,Телефон",
            "Иван,Петров,Рога,+7 495 1234567",
            PERSON,
            "first_name,last_name,company,phone",
        ),
        ("x.csv", "Name,Email,Kerb Notes", "Ann Bee,a@b.de,Tue+Fri before 10", PERSON, "full name,email,+Kerb Notes"),
        (
            "d.csv",
            "Deal - Title,Deal - Value,Deal - Currency of value,Deal - Stage (pipeline),Deal - Expected close date,Organization - Name*",
            "Big,100.0,EUR,Won,45631,Acme",
            DEAL,
            "name,amount,currency,stage,expected_close,company",
        ),
    ];
    for (name, header, row, object, expected) in table {
        let (file, _) = plan(name, header, &[row]);
        assert_eq!(file.object, *object, "{name}");
        assert_eq!(targets(&file).join(","), *expected, "{name}");
    }
}

#[test]
fn a_close_date_with_gaps_is_when_deals_closed() {
    let header = "opportunity_id,sales_agent,deal_stage,engage_date,close_date";
    let (file, _) = plan("p.csv", header, &["1,A,Won,20-10-2016,01-03-2017", "2,B,Engaging,21-10-2016,"]);
    assert_eq!(file.columns[4].target, Target::Field(deal_field::CLOSED_ON));
    assert_eq!(file.source, Some(Source::Maven));
}

#[test]
fn doubtful_dates_are_asked_with_both_readings() {
    let (file, _) = plan("d.csv", "Deal name,Stage,Expected close", &["Big,Won,03/04/2026"]);
    let ask = file.columns[2].ask.as_ref().expect("asked");
    assert_eq!((ask.doubt, ask.sample.as_str()), (Doubt::DayOrMonth, "03/04/2026"));
    let days: Vec<_> = ask.readings.iter().map(|(_, value)| value.clone()).collect();
    let day = |m, d| Value::Date(crate::model::date::Date::from_ymd(2026, m, d).expect("a day"));
    assert_eq!(days, [day(4, 3), day(3, 4)]);
    assert!(file.columns[2].confidence <= 2);
    // Another column of the file knows.
    let (file, _) = plan("d.csv", "Deal name,Start date,Expected close", &["Big,12/31/2025,03/04/2026"]);
    assert_eq!((file.columns[2].ask.clone(), file.columns[2].format.order), (None, Order::MonthDayYear));
}

#[test]
fn a_heading_does_not_win_over_values_that_cannot_be() {
    let (file, _) = plan("p.csv", "First name,Last name,E-mail", &["Ann,Bee,none yet", "Ben,Cee,ask him"]);
    assert!(matches!(file.columns[2].target, Target::New { .. }), "{:?}", file.columns[2]);
    assert_eq!(file.columns[0].target, Target::Field(person_field::FIRST_NAME));
}

#[test]
fn records_are_recognised_by_number_then_address_then_name() {
    let (file, _) = plan("p.csv", "Email,First Name,Last Name,Contact ID", &["a@b.de,Ann,Bee,7"]);
    assert_eq!(file.keys, [3, 0, 1, 2]);
    let (file, _) = plan("leads.csv", "Lead Name,Lead Status,Email", &["Ann,New,a@b.de"]);
    assert_eq!((file.object, file.columns[0].target.clone()), (LEAD, Target::Field(lead_field::NAME)));
    let (file, _) = plan("t.csv", "sales_agent,manager,regional_office", &["Ann,Bob,East"]);
    assert_eq!(file.columns[0].target, Target::Field(user_field::NAME));
    assert_eq!(file.keys, [0]);
}
