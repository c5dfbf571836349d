//! Records that exist: filled, overwritten, left, doubled; and names that fit several.

use super::support::{Bench, Store};
use crate::interop::wizard::{
    Change, Choice, ImportEvent, ImportRequest, Missing, Policy, Reason, ShowValue, Tally, Target,
};
use crate::model::standard::{COMPANY, DEAL, PERSON, TAG, company_field, deal_field, person_field};
use crate::model::value::Value;

fn text(text: &str) -> Value {
    Value::text(text)
}

fn store() -> Store {
    let mut store = Store::new();
    let person = [
        (person_field::FIRST_NAME, text("Ann")),
        (person_field::LAST_NAME, text("Bee")),
        (person_field::EMAIL, text("Ann@Example.com")),
        (person_field::JOB_TITLE, text("Clerk")),
    ];
    store.put(PERSON, 1, &person);
    store
}

const FILE: &[u8] = b"First name,Last name,Email,Job title,City\n\
    Ann,Bee,ann@example.com,Director,Rome\n\
    Ben,Cee,ben@example.com,Baker,Oslo\n";

#[test]
fn each_policy_does_what_it_says() {
    let table = [
        (Policy::FillGaps, Tally { new: 1, changed: 1, ..Tally::default() }, "Clerk", Some("Rome")),
        (Policy::Overwrite, Tally { new: 1, changed: 1, ..Tally::default() }, "Director", Some("Rome")),
        (Policy::Skip, Tally { new: 1, skipped: 1, ..Tally::default() }, "Clerk", None),
        (Policy::Create, Tally { new: 2, ..Tally::default() }, "Clerk", None),
    ];
    for (policy, tally, title, city) in table {
        let mut bench = Bench::new(store());
        bench.begin(&[("people.csv", FILE)]);
        bench.plan(ImportRequest::SetPolicy(policy));
        assert_eq!(bench.run().total, tally, "{policy:?}");
        let ann = crate::model::id::RecordId(1);
        assert_eq!(bench.store.get(PERSON, ann, person_field::JOB_TITLE), text(title), "{policy:?}");
        assert_eq!(bench.store.get(PERSON, ann, person_field::CITY).as_text(), city, "{policy:?}");
    }
}

#[test]
fn a_dry_run_shows_before_and_after() {
    let mut bench = Bench::new(store());
    bench.begin(&[("people.csv", FILE)]);
    bench.plan(ImportRequest::SetPolicy(Policy::Overwrite));
    let report = bench.test();
    assert_eq!((report.diffs, report.changed_fields), (1, 3), "the e-mail's case, title, city");
    let ImportEvent::Diff(page) = bench.ask(ImportRequest::Diff(0..10)) else { panic!("no diff") };
    let diff = &page.records[0];
    assert_eq!(diff.title, "Ann Bee");
    let job = diff.cells.iter().find(|(field, ..)| *field == person_field::JOB_TITLE).expect("the job title");
    assert_eq!((&job.1, &job.2), (&ShowValue::Value(text("Clerk")), &ShowValue::Value(text("Director"))));
    assert_eq!(bench.store.get(PERSON, diff.record, person_field::JOB_TITLE), text("Clerk"), "nothing is written");
}

#[test]
fn rows_that_repeat_an_earlier_one_meet_in_one_record() {
    let file = b"First name,Last name,Email,Job title,City\n\
        Ben,Cee,ben@example.com,,Oslo\n\
        Ben,Cee,BEN@example.com,Baker,Rome\n\
        Ben,Cee,ben@example.com,,Oslo\n";
    let mut bench = Bench::new(Store::new());
    bench.begin(&[("people.csv", file)]);
    let report = bench.run();
    assert_eq!(report.total, Tally { new: 1, changed: 1, same: 1, repeated: 2, ..Tally::default() });
    let ben = bench.store.named(PERSON, "Ben Cee");
    let cell = |field| bench.store.get(PERSON, ben, field);
    assert_eq!([cell(person_field::JOB_TITLE), cell(person_field::CITY)], [text("Baker"), text("Oslo")]);
}

#[test]
fn people_of_one_name_and_two_addresses_are_two() {
    let file = b"First name,Last name,Email\nAnn,Bee,other@example.com\nAnn,Bee,\n";
    let mut bench = Bench::new(store());
    bench.begin(&[("people.csv", file)]);
    let report = bench.test();
    assert_eq!((report.total.new, report.total.same + report.total.unclear), (1, 1));
}

fn lowthers() -> Store {
    let mut store = Store::new();
    let web = |name: &str, site: &str| [(company_field::NAME, text(name)), (company_field::WEBSITE, text(site))];
    store.put(COMPANY, 1, &web("Lowther", "https://lowther-estates.example"));
    store.put(COMPANY, 2, &web("Lowther", "https://lowther.example"));
    store
}

const STAFF: &[u8] = b"First name,Last name,Email,Company\n\
    Kamal,Bhatt,k@lowther.example,Lowther\n\
    Nora,Sand,n@tide.example,Tidewater\n\
    Omar,Low,o@lowther.example,LOWTHER\n";

#[test]
fn a_name_that_fits_two_is_asked_once_and_decided_for_all() {
    let mut bench = Bench::new(lowthers());
    bench.begin(&[("people.csv", STAFF)]);
    let report = bench.test();
    assert_eq!(report.total, Tally { new: 1, unclear: 2, ..Tally::default() });
    let ImportEvent::Unclear(page) = bench.ask(ImportRequest::Unclear(0..10)) else { panic!("no page") };
    assert_eq!((page.total, page.items[0].rows, page.items[0].number), (1, 2, 2));
    let item = &page.items[0];
    assert_eq!((item.text.as_str(), item.candidates.len()), ("Lowther", 2));
    assert!(item.candidates[0].same_domain && item.candidates[0].record.0 == 2, "the likelier first");
    let choice = Choice::Record(item.candidates[0].record);
    bench.plan(ImportRequest::Choose { key: item.key.clone(), choice });
    assert_eq!(bench.run().total.new, 3);
    let omar = bench.store.named(PERSON, "Omar Low");
    assert_eq!(bench.store.get(PERSON, omar, person_field::COMPANY).as_ref_id().map(|id| id.0), Some(2));
    assert_eq!(bench.store.len(COMPANY), 3, "Tidewater was made");
    let mut bench = Bench::new(lowthers());
    bench.begin(&[("people.csv", STAFF)]);
    bench.test();
    bench.plan(ImportRequest::Choose { key: item.key.clone(), choice: Choice::New });
    assert_eq!(bench.run().total.new, 3);
    assert_eq!(bench.store.len(COMPANY), 4);
}

#[test]
fn a_link_to_nobody_makes_leaves_or_rejects() {
    let table = [(Missing::Create, 3, 0, 1), (Missing::LeaveEmpty, 3, 0, 0), (Missing::Reject, 0, 3, 0)];
    for (missing, new, rejected, companies) in table {
        let mut bench = Bench::new(Store::new());
        let file = b"First name,Last name,Email,Company\nA,B,a@b.de,Acme\nC,D,c@d.de,acme\nE,F,e@f.de, ACME \n";
        bench.begin(&[("people.csv", file)]);
        bench.change(0, Change::Missing { column: 3, missing });
        let report = bench.run();
        assert_eq!((report.total.new, report.total.rejected), (new, rejected), "{missing:?}");
        assert_eq!(bench.store.len(COMPANY), companies, "{missing:?}");
        if rejected > 0 {
            assert_eq!(report.problems[0].reason, Reason::NoSuchRecord);
        }
    }
}

#[test]
fn numbers_of_the_other_system_link_and_recognise() {
    let accounts =
        b"Id,IsDeleted,MasterRecordId,Name,ParentId,BillingCity\n001A,0,,Acme,,Rome\n001B,0,,Boom,001A,Oslo\n";
    let contacts = b"Id,IsDeleted,MasterRecordId,AccountId,LastName,FirstName,Email\n\
        003A,0,,001B,Bee,Ann,a@b.de\n003B,0,,001A,Cee,Ben,\n";
    let mut bench = Bench::new(Store::new());
    let files: [(&str, &[u8]); 2] = [("contacts.csv", contacts), ("accounts.csv", accounts)];
    bench.begin(&files);
    assert_eq!(bench.run().total.new, 4);
    let (acme, boom) = (bench.store.named(COMPANY, "Acme"), bench.store.named(COMPANY, "Boom"));
    let ann = bench.store.named(PERSON, "Ann Bee");
    assert_eq!(bench.store.get(PERSON, ann, person_field::COMPANY), Value::Ref(boom));
    assert_eq!(bench.store.get(COMPANY, boom, company_field::PARENT), Value::Ref(acme));
    // The second time everything is known by its number, Ben too, who has no address.
    let plan = bench.begin(&files);
    let id = &plan.files[0].columns[0].target;
    assert!(matches!(id, Target::Field(_)), "the field made the first time: {id:?}");
    let report = bench.run();
    assert_eq!((report.total.new, report.total.same), (0, 4), "{report:?}");
}

#[test]
fn choices_are_mapped_or_added_and_closed_deals_close() {
    let file = b"Deal Name,Deal Stage,Amount,Close Date,Currency\n\
        A,Closed Won,100,2026-01-02,EUR\nB,Legal review,200,2026-02-03,\nC,closed lost,300,2026-03-04,EUR\n";
    let mut bench = Bench::new(Store::new());
    bench.begin(&[("deals.csv", file)]);
    assert_eq!(bench.run().total.new, 3);
    let deal = |name| bench.store.named(DEAL, name);
    let cell = |name, field| bench.store.get(DEAL, deal(name), field);
    let stages = bench.store.schema.field(DEAL, deal_field::STAGE).expect("stage").kind.options();
    let stage = |name| {
        let Value::Option(id) = cell(name, deal_field::STAGE) else { panic!("no stage") };
        stages.iter().find(|option| option.id == id).map(|option| option.key.clone())
    };
    assert_eq!(["A", "B", "C"].map(stage), ["won", "legal review", "lost"].map(|key| Some(key.to_owned())));
    assert_eq!(cell("A", deal_field::CLOSED_ON), cell("A", deal_field::EXPECTED_CLOSE));
    assert_eq!(cell("B", deal_field::CLOSED_ON), Value::Empty);
    let Value::Money(money) = cell("A", deal_field::AMOUNT) else { panic!("no amount") };
    assert_eq!((money.minor, money.currency.code()), (10_000, "EUR"));
    let Value::Money(money) = cell("B", deal_field::AMOUNT) else { panic!("no amount") };
    assert_eq!(money.currency.code(), "USD", "of the settings");
}

#[test]
fn several_tags_in_a_cell_are_several() {
    let file = b"First name,Last name,Email,Tags\nA,B,a@b.de,vip; trade\nC,D,c@d.de,VIP\n";
    let mut bench = Bench::new(Store::new());
    bench.begin(&[("people.csv", file)]);
    bench.run();
    assert_eq!(bench.store.len(TAG), 2);
    let Value::Refs(tags) = bench.store.get(PERSON, bench.store.named(PERSON, "A B"), person_field::TAGS) else {
        panic!("no tags")
    };
    assert_eq!(tags.len(), 2);
}

#[test]
fn a_cancelled_import_is_forgotten() {
    let mut bench = Bench::new(Store::new());
    bench.begin(&[("people.csv", FILE)]);
    assert_eq!(bench.ask(ImportRequest::Cancel), ImportEvent::Gone);
    assert!(bench.plan(ImportRequest::SetPolicy(Policy::Skip)).files.is_empty());
}
