"""The open backlog in rank order, and the milestones.

A row is: key, title, points (``?`` is unknown), people, epic, sprint, skills, what it waits for, marks.
Marks: ``pin`` pinned, ``stretch`` outside the commitment, ``carried`` from S14, ``begun`` there, and kinds.
"""

from datetime import date

from planner.domain.backlog import Milestone
from planner.domain.baseline import Baseline, BaselineDate

BACKLOG_TEXT = """
PAY-208 | SEPA instant: send | 5 | PN | SEPA instant | S15 | payments | | pin
PAY-214 | Bank webhook signatures | 5 | CR ZN | SEPA instant | S15 | gateway | |
PAY-217 | Refund partial amount | 5 | AO LF | Refunds | S15 | ledger | |
PAY-222 | Checkout error texts | 3 | LF | Checkout | S15 | web | |
PAY-226 | Ledger: idempotent posting | 5 | AO TR | Ledger | S15 | ledger | |
PAY-231 | Payout report, csv | 2 | CR | Payouts | S15 | web | | carried
PAY-240 | Limits per merchant | 2 | TR | Gateway | S15 | web | |
PAY-233 | Receipt wording | 2 | LF | Checkout | S15 | design | | stretch carried begun
PAY-219 | Route instant payments | 8 | ZN PN | SEPA instant | S16 | gateway infra | PAY-214 |
PAY-228 | Refund status page | 5 | LF | Refunds | S16 | web | PAY-217 |
PAY-235 | Fee preview for instant payments | 8 | AO JW | SEPA instant | S16 | ledger | |
PAY-244 | Mandate import | ? | | Direct debit | S16 | payments | | stretch
PAY-237 | SEPA instant: recall | 8 | PN | SEPA instant | S17 | payments | PAY-219 |
PAY-242 | Payout approval by two | 5 | JW | Payouts | S17 | payments | |
PAY-246 | Dispute intake form | 5 | LF | Disputes | S17 | web | |
PAY-243 | Payout mail to merchants | 3 | CR | Payouts | S17 | web | |
PAY-239 | Refund reasons in the ledger | 3 | AO | Refunds | S17 | ledger | PAY-217 |
PAY-250 | Payout calendar | 5 | TR | Payouts | S17 | web | |
PAY-251 | Chargeback codes of the new scheme | ? | | Disputes | | payments | |
PAY-252 | Bulk refunds by file | ? | | Refunds | | ledger | PAY-217 |
PAY-247 | Dispute evidence upload | 8 | CR | Disputes | S18 | web | PAY-246 |
PAY-229 | Gateway switch drill | 3 | ZN | Gateway | S18 | gateway | |
PAY-253 | Ledger close of day | 8 | AO TR | Ledger | S18 | ledger | PAY-226 |
PAY-248 | Dispute report | 3 | LF CR | Disputes | S18 | web | PAY-246 |
PAY-256 | Invoice footer | 2 | LF | Checkout | S18 | web | | stretch
PAY-230 | Refund to wallet | 5 | JW | Refunds | S19 | payments | PAY-217 |
PAY-234 | Refund webhooks | 5 | PN | Refunds | S19 | gateway | PAY-214 |
PAY-238 | Refund audit trail | 3 | CR | Refunds | S19 | web | |
PAY-241 | Refunds v2: switch on | 2 | TR | Refunds | S19 | web | PAY-228 |
PAY-221 | Payout on demand | 5 | JW | Payouts | S19 | payments | PAY-242 |
PAY-224 | Payout statement in euro and zloty | 3 | | Payouts | S19 | ledger | |
PAY-236 | Payout reconciliation | 8 | CR | Payouts | S20 | gateway | PAY-242 |
PAY-245 | Second gateway: refunds | 5 | ZN | Gateway | S20 | gateway | |
PAY-249 | Dispute letters | 3 | TR | Disputes | S20 | web | PAY-247 |
PAY-254 | Checkout: address check | 2 | LF | Checkout | S20 | web | |
PAY-209 | Release notes for merchants | 1 | | Checkout | | web | |
PAY-210 | Migration of saved cards | 5 | | Gateway | | gateway | |
PAY-211 | Balance alerts | 3 | | Reporting | | web | |
PAY-212 | Webhook log for merchants | 3 | | Gateway | | gateway web | |
PAY-213 | Ledger export for auditors | 5 | | Ledger | | ledger | PAY-253 |
PAY-215 | Direct debit: change of bank | 3 | | Direct debit | | payments | |
PAY-216 | Direct debit: early warning | 3 | | Direct debit | | payments | |
PAY-218 | Sandbox: refunds and disputes | 3 | | Gateway | | gateway | PAY-247 |
PAY-220 | Fraud rules: new devices | 5 | | Gateway | | payments | |
PAY-223 | Merchant clerk sees own refunds only | 2 | | Refunds | | web | |
PAY-225 | Payout search | 2 | | Payouts | | web | |
PAY-227 | Fee table by country | 3 | | Ledger | | ledger | |
PAY-232 | Payout holidays per country | 3 | | Payouts | | payments | PAY-250 |
PAY-255 | Dispute deadline reminders | 3 | | Disputes | | web | PAY-246 |
PAY-257 | Checkout: dark mode | 2 | | Checkout | | web design | |
PAY-203 | Instant payments after midnight | 3 | | SEPA instant | | payments | PAY-219 | bug
PAY-197 | Report totals off by rounding | 2 | | Reporting | | ledger | | bug
PAY-191 | Payout statement per account | 3 | | Payouts | | web | |
PAY-188 | Saved cards: update by network | 3 | | Gateway | | gateway | |
PAY-184 | Guest mode: find my payment | 2 | | Checkout | | web | |
PAY-179 | Country list from one source | 2 | | Gateway | | web | | chore
PAY-172 | Merchant roles: auditor | 2 | | Checkout | | web | |
PAY-166 | Payment links by mail | 3 | | Checkout | | web | |
PAY-158 | Colour check of all pages | 2 | | Checkout | | design | |
PAY-149 | Alert on slow bank replies | 2 | | Gateway | | infra | | chore
PAY-141 | Sort refunds by state | 1 | | Refunds | | web | |
PAY-133 | Ledger archive after ten years | 3 | | Ledger | | ledger | |
PAY-124 | Help centre links | 1 | | Checkout | | web | |
PAY-115 | Release 3.0: general switch | 3 | | Gateway | | gateway web | PAY-241 |
"""

MILESTONES = (
    Milestone("sepa-pilot", "SEPA instant pilot", date(2026, 6, 12)),
    Milestone("refunds-v2", "Refunds v2", date(2026, 7, 15), (date(2026, 7, 3),)),
    Milestone("release-3", "Release 3.0", date(2026, 9, 11)),
)

BASELINES = (
    Baseline(
        "2026-04-03",
        date(2026, 4, 3),
        (
            BaselineDate("sepa-pilot", "SEPA instant pilot", date(2026, 6, 12), date(2026, 6, 8), date(2026, 6, 15)),
            BaselineDate("refunds-v2", "Refunds v2", date(2026, 7, 3), date(2026, 7, 1), date(2026, 7, 10)),
            BaselineDate("release-3", "Release 3.0", date(2026, 9, 11), date(2026, 9, 3), date(2026, 9, 22)),
        ),
        note="With the payouts inside.",
    ),
    Baseline(
        "2026-05-01",
        date(2026, 5, 1),
        (
            BaselineDate("sepa-pilot", "SEPA instant pilot", date(2026, 6, 12), date(2026, 6, 9), date(2026, 6, 12)),
            BaselineDate("refunds-v2", "Refunds v2", date(2026, 7, 3), date(2026, 7, 9), date(2026, 7, 17)),
            BaselineDate("release-3", "Release 3.0", date(2026, 9, 11), date(2026, 9, 7), date(2026, 9, 23)),
        ),
    ),
)
"""What was said on two Fridays: dates slipped a little, and a target moved on 8 May."""

MEMBERS_OF_MILESTONE = {
    "sepa-pilot": ("PAY-208", "PAY-214", "PAY-219", "PAY-235"),
    "refunds-v2": ("PAY-217", "PAY-228", "PAY-239", "PAY-230", "PAY-234", "PAY-238", "PAY-241"),
    "release-3": ("PAY-237", "PAY-246", "PAY-247", "PAY-253", "PAY-236", "PAY-210", "PAY-115"),
}
"""Items that a milestone is about; it is reached with the last of them in rank order."""
