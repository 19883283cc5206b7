"""The conventions by which the sample year was computed, and a copy of how, for other years.

It shares nothing with the program. What is not copied: elections, appraisals, open matters, faults.

CONVENTIONS
 1  As of     All answers are given as of AS_OF = 2026-11-30, at the end of that day. Records later
              than AS_OF would be left out (there are none).
 2  Member    Somebody is a member of the branch on a day if   from <= day < to.
              So `to` is the first day on which the person no longer belongs here. The same half-open
              reading holds for committee offices and for voting_suspended.
 3  Same day  A status won by a vote on a day counts from the next day: a person is expected only if
              joined_on < day, and votes only if full_on < day. (The person being admitted is not in
              应到 of that assembly, the person being confirmed has no vote in it.) A transfer
              counts at once: `from` is inclusive.
 4  Category  `category` in branch.json is the state on AS_OF. For an earlier day the state follows
              from joined_on and full_on; `category` is not read.
 5  Voters    有表决权 = full member on that day (3) and not within voting_suspended. Nobody else.
 6  Roster    Who is expected (应到) depends on `kind`, the form the event was held in, never on `also`:
                branch     member_assembly, party_lecture, theme_party_day, micro_lecture, joint_study,
                           org_life_meeting, democratic_appraisal, study_session of the branch
                committee  committee_meeting: those in office that day
                group      group_meeting, study_session of a group: members of `group`
                named      training, central_group_study, youth_class, publicity_talk, survey,
                           study_session of an office: nobody by default, only the members named in
                           `attendance`, whatever their status
                nobody     heart_talk: two people talk, nobody is counted
 7  Waived    A member with attendance_waived is not in 应到 and is reported as `waived`, unless named
              `present` or `remote`: then the person is counted in 应到 and 实到 of that record.
              In 应到有表决权 the person always counts (5): a waiver of attendance takes no vote away.
 8  Present   实到 = expected and not named on_leave or absent. `remote` counts as present.
              Made-up lessons (`made_up`) do not turn an absence into presence.
 9  Guests    never count anywhere.
10  Voters of a record   expected_voters = roster members (6, waived included) with a vote;
              present_voters = those of them who are present. null for rosters `named` and `nobody`.
11  Votes     need_present / need_ayes are the smallest whole numbers that suffice, E = expected_voters:
                general, committee   held if present*2 >= E      passed if ayes*2 > E
                admit, confirm       held if present*2 >  E      passed if (ayes + written_ayes)*2 > E
                election             held if present*5 >= E*4    each candidate needs ayes*2 > E
                appraisal            neither: tallies only
              The base is 应到, not 实到. Written opinions count for admit and confirm only.
              passed is false whenever the vote may not be held. Ballots that do not add up are reported
              (`ballots_add_up`) but do not change the verdict, except that an election in which more
              ballots were returned than issued is void.
              Election: for each candidate both bases are shown; `clears_present_only` is true when the
              candidate clears half of 实到 but not half of 应到 (not elected; show it as doubtful).
              Of those who clear it, the best `seats` are elected; a tie across the last seat elects
              none of the tied. passed = all seats are filled.
              Nobody is taken out of E for illness: that needs the superior's and the assembly's consent.
12  Ballots   add up when, for ballots:      ayes + nays + abstain + invalid = returned <= issued <= present_voters
                           election:         all ayes <= (returned - invalid) * seats, returned <= issued <= present_voters
                           appraisal:        each person's four tallies = returned - invalid,
                                             returned <= issued <= present (members without a vote fill in slips too)
                           show of hands:    ayes + nays + abstain <= present_voters
13  Appraisal 优秀 <= one third of the graded, rounded down; only those in `grades` are counted.
14  Hours     credit_hours if given; otherwise ends_at - starts_at to the nearest half hour, a quarter
              hour rounding up: (minutes + 15) // 30 halves. Each present member gets them once per
              record, however many kinds it counts as. All kinds count (heart talks have nobody, 6).
              Hours after a transfer in or before a transfer out only. Hours missed but made up are
              listed beside, as made_up_hours, and are not in `hours`.
              Target 56 for those in a committee office on AS_OF (or on their last day here), 32 for the
              others, none for waived members. Targets are not reduced for part of a year.
15  Rate      attendance rate of a member = records present / records expected (6, 7), over all records;
              in per cent with one decimal, half up. null for waived members and where nothing was expected.
16  Duties    A record fulfils a duty if `kind` is that duty or `also` names it. A meeting that could
              not vote was still held. A micro lecture is not a party lecture, a joint study is not a
              theme day. July and August count like other months. Status:
                done, missing (the period is over), open (not done, the period is not over),
                not_applicable
              monthly     committee_meeting (not applicable with fewer than 7 full members or no committee),
                          theme_party_day, group_meeting for each group; the branch has it `done` only
                          when every group has (not applicable without groups)
              quarterly   member_assembly, party_lecture, by calendar quarter;
                          central_group_study is not_applicable: a duty of the Party committee, not a branch
              yearly      org_life_meeting and democratic_appraisal by for_year (without it: the year of
                          `day`), in time until 31 March of the next year;
                          secretary_lecture: a party lecture whose lecturer is the secretary that day;
                          heart_talk: done when every member of the branch (as of AS_OF, waived ones too)
                          took part in at least one this year, as talker or interviewee
              A period is over when its last day <= AS_OF.
17  Follow-ups  formats.md has no mark for "done", so every one whose due_on < AS_OF is overdue; due_on
              = AS_OF is due today. The same for `rectifications` of an org life meeting.
18  Faults    only these three are looked for: absence_without_reason, ballots_do_not_add_up,
              two_places_at_once (a member present in two records whose times overlap).
19  Numbering `line` is the line in records-2026.jsonl, `item` the place in `agenda`; both count from 1.
20  Names     Two members are called 陈静. Members are listed in the order of branch.json with their
              birth date. In the main file neither is named in `attendance` while both are members;
              same-name/ has the cases that need the id.
"""  # noqa: E501

from __future__ import annotations

from calendar import monthrange
from datetime import date

AS_OF = "2026-11-30"
YEAR = 2026
"""Both are set anew for other years."""

BRANCH_KINDS = {
    "member_assembly", "party_lecture", "theme_party_day", "micro_lecture", "joint_study",
    "org_life_meeting", "democratic_appraisal",
}  # fmt: skip
NAMED_KINDS = {"training", "central_group_study", "youth_class", "publicity_talk", "survey"}
PLAIN = {"general", "committee", "admit", "confirm"}


def compute(branch, records):
    records = [r for r in records if r["day"] <= AS_OF]
    numbers = [record_numbers(branch, r, n) for n, r in enumerate(records, 1)]
    return {
        "records": numbers,
        "votes": [v for r, x in zip(records, numbers, strict=True) for v in votes(r, x)],
        "duties": duties(branch, records),
        "members": list(member_rows(branch, records)),
    }


# ------------------------------------------------------------------------------ people (2-5)


def within(span, day):
    return span["from"] <= day and (span["to"] is None or day < span["to"])


def is_member(member, day):
    return within(member, day) and member["joined_on"] < day


def is_full(member, day):
    return is_member(member, day) and member["full_on"] is not None and member["full_on"] < day


def has_vote(member, day):
    return is_full(member, day) and not any(within(s, day) for s in member["voting_suspended"])


def in_office(branch, day):
    """Committee of that day: name -> office."""
    return {c["name"]: c["office"] for c in branch["branch"]["committee"] if within(c, day)}


# ------------------------------------------------------------------------------ one record (6-10)


def roster_kind(record):
    kind = record["kind"]
    if kind == "study_session":
        return {"branch": "branch", "group": "group", "office": "named"}[
            record["details"]["unit_type"]
        ]
    if kind == "committee_meeting":
        return "committee"
    if kind == "group_meeting":
        return "group"
    if kind == "heart_talk":
        return "nobody"
    if kind in NAMED_KINDS:
        return "named"
    assert kind in BRANCH_KINDS, kind
    return "branch"


def find(members, entry, day):
    """The index of the member an attendance entry means. Only members of that day are looked at."""
    if "member" in entry:
        hits = [i for i, m in enumerate(members) if m.get("id") == entry["member"]]
    else:
        hits = [
            i for i, m in enumerate(members) if m["name"] == entry["name"] and is_member(m, day)
        ]
    if len(hits) != 1:
        raise ValueError(f"{day}: {len(hits)} members match {entry}")
    return hits[0]


def default_roster(branch, record):
    """Indexes of the members expected by default, waived members included."""
    members, day, which = branch["members"], record["day"], roster_kind(record)
    here = [i for i, m in enumerate(members) if is_member(m, day)]
    if which == "branch":
        return here
    if which == "group":
        return [i for i in here if members[i]["group"] == record["group"]]
    if which == "committee":
        office = in_office(branch, day)
        return [i for i in here if members[i]["name"] in office]
    return []


def attendance(branch, record):
    """Who was expected, who came. The sets hold indexes into branch['members']."""
    members, day = branch["members"], record["day"]
    named = {find(members, e, day): e for e in record.get("attendance", [])}
    if roster_kind(record) == "nobody":
        named = {}
    came = {i for i, e in named.items() if e["status"] in ("present", "remote")}
    away = {i for i, e in named.items() if e["status"] in ("on_leave", "absent")}
    roster = set(default_roster(branch, record))
    waived = {i for i in roster if members[i]["attendance_waived"]} - came
    expected = (roster | came | (away - roster)) - waived
    present = expected - away
    voters = {i for i in roster if has_vote(members[i], day)}
    return {
        "named": named,
        "roster": roster,
        "waived": waived,
        "expected": expected,
        "present": present,
        "voters": voters,
        "present_voters": voters & present,
    }


def per_cent(part, whole):
    """One decimal, half up; None of nothing."""
    return None if whole == 0 else (part * 2000 + whole) // (2 * whole) / 10


def record_numbers(branch, record, line):
    a = attendance(branch, record)
    members = branch["members"]
    votes_here = roster_kind(record) in ("branch", "committee", "group")
    status = [e["status"] for i, e in a["named"].items() if i in a["expected"]]
    return {
        "line": line,
        "day": record["day"],
        "kind": record["kind"],
        "title": record["title"],
        "expected": len(a["expected"]),
        "waived": len(a["waived"]),
        "present": len(a["present"]),
        "on_leave": status.count("on_leave"),
        "absent": status.count("absent"),
        "remote": status.count("remote"),
        "rate": per_cent(len(a["present"]), len(a["expected"])),
        "away": [members[i]["name"] for i in sorted(a["expected"] - a["present"])],
        "expected_voters": len(a["voters"]) if votes_here else None,
        "present_voters": len(a["present_voters"]) if votes_here else None,
        "hours": halves(record) / 2,
    }


# ------------------------------------------------------------------------------ votes (11-12)


def verdict(record, vote, numbers):
    """Of a general vote, one of the committee, an admission or a confirmation."""
    base, there = numbers["expected_voters"], numbers["present_voters"]
    written = 0
    if vote["matter"] in ("admit", "confirm"):
        written = vote.get("written_ayes", 0)
        need_present, held = base // 2 + 1, there * 2 > base
    else:
        need_present, held = (base + 1) // 2, there * 2 >= base
    ayes = vote["ayes"] + written
    cast = vote["ayes"] + vote["nays"] + vote["abstain"] + vote.get("invalid", 0)
    if vote["method"] == "show_of_hands":
        add_up = cast <= there
    else:
        add_up = cast == vote["returned"] <= vote["issued"] <= there
    return {
        "line": numbers["line"], "expected_voters": base, "present_voters": there,
        "need_present": need_present, "may_be_held": held, "need_ayes": base // 2 + 1,
        "ayes_counted": ayes, "passed": held and ayes * 2 > base, "ballots_add_up": add_up,
    }  # fmt: skip


def votes(record, numbers):
    for entry in record.get("agenda", []):
        if entry.get("vote", {}).get("matter") in PLAIN:
            yield verdict(record, entry["vote"], numbers)


# ------------------------------------------------------------------------------ members (14-15)


def minutes(clock):
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def halves(record):
    """Credit of a record, in half hours."""
    if "credit_hours" in record:
        return round(record["credit_hours"] * 2)
    return (minutes(record["ends_at"]) - minutes(record["starts_at"]) + 15) // 30


def member_rows(branch, records):
    for index, m in enumerate(branch["members"]):
        expected = present = got = made_up = 0
        for record in records:
            a = attendance(branch, record)
            expected += index in a["expected"]
            if index in a["present"]:
                present += 1
                got += halves(record)
            elif index in a["expected"] and a["named"][index].get("made_up"):
                made_up += halves(record)
        last = AS_OF if within(m, AS_OF) or m["to"] is None else day_before(m["to"])
        target = (
            None if m["attendance_waived"] else 56 if m["name"] in in_office(branch, last) else 32
        )
        yield {
            "name": m["name"],
            "birth_date": m["birth_date"],
            "expected": expected,
            "present": present,
            "rate": None if m["attendance_waived"] else per_cent(present, expected),
            "hours": got / 2,
            "made_up_hours": made_up / 2,
            "target": target,
            "hours_met": None if target is None else got >= target * 2,
            "hours_short": None if target is None else max(0, target * 2 - got) / 2,
        }


def day_before(day):
    return date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()


# ------------------------------------------------------------------------------ duties (16)


def fulfils(record, duty):
    return record["kind"] == duty or duty in record.get("also", [])


def period_status(lines, last_day, applicable=True):
    if not applicable:
        return {"status": "not_applicable"}
    if lines:
        return {"status": "done", "lines": lines}
    return {"status": "missing" if last_day <= AS_OF else "open"}


def duties(branch, records):
    numbered = list(enumerate(records, 1))

    def lines(duty, first, last, test=lambda r: True):
        return [
            n for n, r in numbered if fulfils(r, duty) and first <= r["day"] <= last and test(r)
        ]

    months, quarters = {}, {}
    groups = [g["name"] for g in branch["branch"]["groups"]]
    for month in range(1, 13):
        first, last = f"{YEAR}-{month:02}-01", f"{YEAR}-{month:02}-{monthrange(YEAR, month)[1]}"
        full = sum(is_full(m, last) for m in branch["members"])
        has_committee = full >= 7 and bool(in_office(branch, last))
        by_group = {
            g: period_status(
                lines("group_meeting", first, last, lambda r, g=g: r["group"] == g), last
            )
            for g in groups
        }
        found = {s["status"] for s in by_group.values()}
        whole = (
            "not_applicable"
            if not groups
            else "done"
            if found == {"done"}
            else "missing"
            if "missing" in found
            else "open"
        )
        months[first[:7]] = {
            "committee_meeting": period_status(
                lines("committee_meeting", first, last), last, has_committee
            ),
            "theme_party_day": period_status(lines("theme_party_day", first, last), last),
            "group_meeting": {"status": whole, "groups": by_group},
        }
    for quarter in range(1, 5):
        first = f"{YEAR}-{quarter * 3 - 2:02}-01"
        last = f"{YEAR}-{quarter * 3:02}-{monthrange(YEAR, quarter * 3)[1]}"
        quarters[f"{YEAR}-Q{quarter}"] = {
            "member_assembly": period_status(lines("member_assembly", first, last), last),
            "party_lecture": period_status(lines("party_lecture", first, last), last),
            "central_group_study": period_status([], last, applicable=False),
        }
    return {"months": months, "quarters": quarters, "years": years(branch, numbered)}


def years(branch, numbered):
    out = {}
    for year in (YEAR - 1, YEAR):
        in_time = f"{year + 1}-03-31"
        out[str(year)] = {
            duty: period_status(
                [
                    n
                    for n, r in numbered
                    if fulfils(r, duty)
                    and r.get("for_year", int(r["day"][:4])) == year
                    and r["day"] <= in_time
                ],
                in_time,
            )
            for duty in ("org_life_meeting", "democratic_appraisal")
        }
    first, last = f"{YEAR}-01-01", f"{YEAR}-12-31"
    this_year = [(n, r) for n, r in numbered if first <= r["day"] <= last]
    by_secretary = [
        n
        for n, r in this_year
        if fulfils(r, "party_lecture")
        and in_office(branch, r["day"]).get(r["details"]["lecturer"]) == "secretary"
    ]
    talks = [(n, r) for n, r in this_year if fulfils(r, "heart_talk")]
    talked = {
        name for _, r in talks for name in (r["details"]["talker"], r["details"]["interviewee"])
    }
    uncovered = [
        {"name": m["name"], "birth_date": m["birth_date"]}
        for m in branch["members"]
        if is_member(m, AS_OF) and m["name"] not in talked
    ]
    relations = {}
    for _, r in talks:
        relations[r["details"]["relation"]] = relations.get(r["details"]["relation"], 0) + 1
    out[str(YEAR)] |= {
        "secretary_lecture": period_status(by_secretary, last),
        "heart_talk": period_status([] if uncovered else [n for n, _ in talks], last)
        | {"held": len(talks), "by_relation": relations, "not_yet_covered": uncovered},
    }
    return out
