//! Given names and their short forms.
//!
//! `bill`, `will` and `william` are forms of one name, and so "Bill Foster" may be William Foster. A form may belong to
//! several groups (`alex` is Alexander and Alexandra, `ted` Edward and Theodore); two forms are one name where any
//! group has both. That does not go on: `ed` and `theo` share no group, though each shares one with `ted`.
//!
//! The groups are what a reader of English news knows, with a few of the Russian and Spanish names that it brings;
//! spellings that differ in a letter ("Viktor") need none, since [`name`](super::name) finds these.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Groups of forms of one given name, English ones mostly, from general knowledge of the language.
const GROUPS: &[&str] = &[
    "abigail abby",
    "abraham abe",
    "albert al bert",
    "alexander alex alec sandy sasha",
    "alexandra alex sandra",
    "alfred al alf fred",
    "andrew andy drew",
    "anthony tony",
    "antonio tony toni",
    "arthur art",
    "barbara barb",
    "benjamin ben benny",
    "bernard bernie",
    "catherine cathy kate katie",
    "charles charlie chuck",
    "christina chris tina",
    "christine chris",
    "christopher chris kit",
    "daniel dan danny",
    "david dave",
    "deborah deb debbie",
    "donald don donnie",
    "dorothy dot",
    "douglas doug",
    "edward ed eddie ted ned",
    "elizabeth liz beth betty eliza bess lisa",
    "eugene gene",
    "florence flo",
    "francis frank",
    "francisco paco pancho",
    "franklin frank",
    "frederick fred freddie",
    "gabriel gabe",
    "gerald gerry jerry",
    "gregory greg",
    "harold harry hal",
    "henry harry hank",
    "irving irv",
    "jacob jake",
    "jacqueline jackie",
    "james jim jimmy jamie",
    "jeffrey jeff",
    "jennifer jen jenny",
    "jeremy jerry",
    "jessica jess",
    "john jack johnny jon",
    "jonathan jon",
    "joseph joe joey",
    "josephine jo josie",
    "joshua josh",
    "judith judy",
    "katherine kathy kate katie kathryn",
    "kenneth ken kenny",
    "lawrence larry",
    "leonard len lenny leo",
    "louis lou",
    "madeleine maddy",
    "manuel manny",
    "margaret maggie meg peggy marge",
    "martin marty",
    "matthew matt",
    "maxwell max",
    "michael mike mick mickey micky",
    "mikhail misha",
    "mitchell mitch",
    "nathan nate nat",
    "nathaniel nate nat",
    "nicholas nick nicky",
    "pamela pam",
    "patricia pat patty tricia trish",
    "patrick pat paddy",
    "peter pete",
    "philip phil phillip",
    "rafael rafa rafi",
    "raymond ray",
    "rebecca becky",
    "reginald reg reggie",
    "richard rick dick rich ricky",
    "robert bob bobby rob robbie bert",
    "roberto beto",
    "ronald ron ronnie",
    "rudolph rudy",
    "russell russ",
    "samantha sam",
    "samuel sam sammy",
    "sergei sergey serge",
    "stanley stan",
    "stephen steve steven stevie",
    "steven steve",
    "susan sue suzy",
    "terence terry",
    "theodore ted teddy theo",
    "theresa terry",
    "thomas tom tommy",
    "timothy tim",
    "valerie val",
    "victor vic",
    "victoria vicky vicki",
    "vincent vince vinny",
    "virginia ginny",
    "vladimir volodya",
    "volodymyr vladimir",
    "walter walt",
    "wesley wes",
    "william bill will billy willie",
    "yevgeny evgeny eugene",
    "zachary zach zack",
];

/// The groups of each form, as bits.
static GROUPS_OF: LazyLock<HashMap<&str, u128>> = LazyLock::new(|| {
    const { assert!(GROUPS.len() <= 128, "a group has a bit") };
    let mut groups = HashMap::new();
    for (number, group) in GROUPS.iter().enumerate() {
        for form in group.split(' ') {
            *groups.entry(form).or_default() |= 1 << number;
        }
    }
    groups
});

/// Whether both are forms of one given name. Both are folded; a name that is in no group is nobody's form, not even its
/// own.
pub(super) fn same(a: &str, b: &str) -> bool {
    let groups = |name: &str| GROUPS_OF.get(name).copied().unwrap_or_default();
    groups(a) & groups(b) != 0
}
