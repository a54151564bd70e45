package dev.ringback.twilio.rest;

import dev.ringback.model.Account;

/** Accounts, of which no webhook says more than the SID. The settings name those that are in use, so they are shown as active. */
public final class AccountViews {
    public static final String STATUS = "active";

    public static final ResourceView<Account> ACCOUNT = ResourceView.of("accounts", "Account", Account::sid)
            .text("sid", Account::sid)
            .unknown("friendly_name")
            .text("status", account -> STATUS)
            // known for some, and nothing to hand out
            .unknown("auth_token")
            .unknown("date_created")
            .unknown("date_updated")
            .unknown("type")
            .text("owner_account_sid", account -> account.parent() == null ? account.sid() : account.parent())
            .uri(account -> ResourcePath.of(account.sid()))
            .subresourceUris(
                    account -> ResourcePath.of(account.sid()),
                    "Calls",
                    "Conferences",
                    "Messages",
                    "Notifications",
                    "Recordings",
                    "Transcriptions")
            .build();

    private AccountViews() {}
}
