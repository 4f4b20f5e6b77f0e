"""Work of the closed sprints: title, size, who, epic. ``<`` marks an item carried in from the sprint before.

Sizes are points; ``-`` is work that was never sized (small bugs and chores) and ``debt`` is work of the reserve.
"""

WORK_TEXT = """
S1
Card vault: store a token | 5 | PN | Gateway
Card vault: read a token | 5 | PN | Gateway
Checkout page skeleton | 3 | LF | Checkout
Ledger accounts per merchant | 3 | AO | Ledger
Currency list in one place | 3 | JW | Ledger
Merchant login by e-mail link | 2 | CR | Checkout
Sandbox keys page | 2 | CR | Gateway
Terms of service link | 1 | LF | Checkout
Login link expires too early | - bug | CR | Checkout
Wrong decimal sign in receipts | - bug | LF | Checkout
S2
Authorise a card payment | 5 < | PN | Gateway
Capture a card payment | 3 < | JW | Gateway
Void an authorisation | 5 | PN | Gateway
Double entry for captures | 5 | AO | Ledger
Checkout: card form | 3 | LF | Checkout
Payment list for merchants | 3 | CR | Reporting
Retry on gateway timeout | 3 | ZN | Gateway
Favicon and page titles | 2 | LF | Checkout
Empty list shows an error | - bug | CR | Reporting
Rotate the sandbox database | - chore | ZN | Gateway
Card form loses focus on error | - bug | LF | Checkout
S3
Settlement file: read | 5 < | JW | Ledger
Settlement file: match with ledger | 8 | AO | Ledger
3-D Secure: challenge window | 5 | LF | Checkout
Card brand icons | 2 | LF | Checkout
Webhook for captured payments | 5 | CR | Gateway
Merchant balance page | 3 | CR | Reporting
Alert on unmatched settlements | 3 | ZN | Ledger
Language switch, German | 2 | LF | Checkout
Challenge window closes on scroll | - bug | LF | Checkout
Settlement job runs twice | - bug | ZN | Ledger
S4
Webhook replay by hand | 3 < | CR | Gateway
Partial capture | 5 | PN | Gateway
Fee per transaction | 3 | AO | Ledger
Year-end freeze switch | 3 | ZN | Gateway
Export payments as csv | 3 | CR | Reporting
Receipt by e-mail | 2 | LF | Checkout
Copy button for payment ids | 1 | LF | Reporting
Csv export cuts long names | - bug | CR | Reporting
Fee rounding on 1-cent payments | - bug | AO | Ledger
Vault tests without sleeping | debt | PN | Gateway
S5
Refund a full payment | 5 < | AO | Refunds
Fee line on the receipt | 1 < | LF | Checkout
Refund list for merchants | 5 | CR | Refunds
Reversal entries in the ledger | 3 | AO | Ledger
Payout account form | 3 | LF | Payouts
Validate bank account numbers | 3 | JW | Payouts
New-year dates in reports | 2 | CR | Reporting
Report shows week 53 twice | - bug | CR | Reporting
Renew the test bank certificate | - chore | ZN | Gateway
S6
Payout account: confirm by deposit | 3 < | JW | Payouts
Daily payout run | 8 | JW | Payouts
Payout file for the bank | 5 | PN | Payouts
Payout entries in the ledger | 5 | AO | Ledger
Payout status page | 3 | CR | Payouts
Alert when a payout run is late | 3 | ZN | Payouts
Checkout: remember the country | 2 | LF | Checkout
Footer with support contact | 2 | LF | Checkout
Payout page shows yesterday's total | - bug | CR | Payouts
Bank file has a trailing blank | - bug | PN | Payouts
Move two alerts off the old pager | debt | ZN | Gateway
S7
Risk score on card payments | 3 < | PN | Gateway
Block list by country | 3 | CR | Gateway
Direct debit: mandate form | 5 | LF | Direct debit
Direct debit: collect | 8 | JW | Direct debit
Direct debit: returned payment | 5 | AO | Direct debit
Merchant roles: admin and clerk | 5 | CR | Checkout
Mandate PDF | 2 | LF | Direct debit
Ledger search by reference | 3 | AO | Ledger
Gateway health page | 2 | ZN | Gateway
Mandate form accepts an empty name | - bug | LF | Direct debit
Clerk can see the balance | - bug | CR | Checkout
Dead code of the first vault removed | debt | PN | Gateway
S8
Refund reasons | 3 | CR | Refunds
Refund by support, four-eyes | 5 | AO | Refunds
Direct debit: calendar of collections | 8 | JW | Direct debit
Checkout: saved cards | 5 | LF | Checkout
Saved cards: delete | 2 | LF | Checkout
Webhook signature, first version | 3 | PN | Gateway
Status page for merchants | 2 | ZN | Gateway
Saved card shows the wrong brand | - bug | LF | Checkout
Refund mail in the wrong language | - bug | CR | Refunds
Collection on a bank holiday | - bug | JW | Direct debit
Index on the ledger's largest table | debt | AO | Ledger
S9
Checkout: local payment methods | 5 < | LF | Checkout
Statement line per merchant | 2 < | AO | Ledger
SEPA instant: bank connection | 8 | PN | SEPA instant
SEPA instant: account check | 5 | JW | SEPA instant
Monthly statement | 5 | AO | Reporting
Statement as PDF | 3 | CR | Reporting
Second gateway, sandbox | 3 | ZN | Gateway
Help texts in checkout | 2 | LF | Checkout
Sort payments by amount | 1 | CR | Reporting
Statement counts refunds twice | - bug | AO | Reporting
Timeout on account check | - bug | JW | SEPA instant
Copy of fee rules in checkout dropped | debt | LF | Checkout
S10
Monthly statement: totals by method | 2 < | AO | Reporting
SEPA instant: receive | 5 | PN | SEPA instant
SEPA instant: ledger entries | 5 | AO | SEPA instant
Second gateway: authorise | 5 | ZN | Gateway
Checkout on small screens | 3 | LF | Checkout
Search payments by customer | 3 | CR | Reporting
Refund limits per role | 2 | CR | Refunds
Bank codes updated monthly | 2 | JW | SEPA instant
Search ignores umlauts | - bug | CR | Reporting
Amount field jumps on phones | - bug | LF | Checkout
Quarantine for the flakiest tests | debt | JW | Gateway
Event names of three services listed | debt | ZN | Gateway
S11
Second gateway: capture | 5 < | ZN | Gateway
Customer notes on a payment | 2 < | CR | Reporting
SEPA instant: confirmation page | 5 | LF | SEPA instant
SEPA instant: reject codes | 5 | PN | SEPA instant
Fraud rules: amount per day | 8 | JW | Gateway
Balance forecast for merchants | 3 | AO | Reporting
Keyboard paths through checkout | 3 | LF | Checkout
Audit trail of role changes | 2 | CR | Checkout
Alert on reject rate | 2 | ZN | SEPA instant
Confirmation page flickers | - bug | LF | SEPA instant
Reject code AC04 unknown | - bug | PN | SEPA instant
Stubbed bank replies recorded anew | debt | PN | Gateway
Two of five fee tables merged | debt | AO | Ledger
S12
Audit trail: export | 1 < | CR | Checkout
Gateway switch by percentage | 8 | ZN | Gateway
Payouts weekly or daily | 5 | JW | Payouts
SEPA instant: time limits | 3 | PN | SEPA instant
Merchant notices | 3 | CR | Checkout
Ledger: closed months | 3 | AO | Ledger
Date picker for reports | 2 | LF | Reporting
Link to the rule book | 1 | LF | Checkout
Outage: instant payments stuck | - bug | PN | SEPA instant
Outage: duplicate status mails | - bug | CR | Checkout
Settings of the switch in one file | debt | ZN | Gateway
S13
Payout split over two accounts | 5 < | JW | Payouts
SEPA instant: answer in ten seconds | 8 | PN | SEPA instant
Statement by webhook | 5 | CR | Reporting
Checkout: one page | 5 | LF | Checkout
Correction entries | 3 | AO | Ledger
Dashboard of reject reasons | 3 | ZN | SEPA instant
Tooltips on fees | 2 | TR | Checkout
Sandbox: instant payments | 2 | TR | SEPA instant
Split payout loses a cent | - bug | JW | Payouts
Webhook statement without zone | - bug | CR | Reporting
Retry wrapper for the settlement job, first step | debt | TR | Ledger
Client of the address service generated | debt | CR | Gateway
S14
Reject reasons in plain words | 2 < | CR | SEPA instant
SEPA instant: pilot switch | 5 | PN | SEPA instant
Refund to another account | 5 | AO | Refunds
Payout history | 5 | JW | Payouts
Checkout: guest mode | 3 | LF | Checkout
Ledger: daily control sum | 3 | AO | Ledger
Alert on control sum | 3 | ZN | Ledger
Receipt in Polish | 2 | TR | Checkout
Hide closed accounts | 1 | TR | Payouts
Guest mode asks twice for e-mail | - bug | LF | Checkout
Control sum off on leap seconds | - bug | AO | Ledger
Ledger module: posting rules moved out | debt | AO | Ledger
Certificate calendar written down | debt | ZN | Gateway
"""

CANCELLED_TEXT = """
Cheque payments | 8 | S2 | Gateway
Fax confirmation for refunds | 3 | S3 | Refunds
Merchant chat | 8 | S5 | Checkout
Loyalty points | 13 | S6 | Checkout
Print receipts on the till | 5 | S8 | Checkout
Crypto wallet spike | 3 | S9 | Gateway
Report builder | 13 | S11 | Reporting
Own rating of customers | 5 | S12 | Gateway
"""

DEBT_OF_TITLE = {
    "Dead code of the first vault removed": "D-09",
    "Copy of fee rules in checkout dropped": "D-11",
    "Quarantine for the flakiest tests": "D-03",
    "Stubbed bank replies recorded anew": "D-02",
    "Two of five fee tables merged": "D-11",
    "Settings of the switch in one file": "D-04",
    "Retry wrapper for the settlement job, first step": "D-08",
    "Client of the address service generated": "D-09",
    "Ledger module: posting rules moved out": "D-01",
    "Certificate calendar written down": "D-10",
    "Index on the ledger's largest table": "D-12",
    "Move two alerts off the old pager": "D-07",
}
"""Earlier steps that belong to an entry of today's register."""
