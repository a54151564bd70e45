package dev.ringback.conformance;

import static dev.ringback.TestCallbacks.ACCOUNT_SID;
import static dev.ringback.TestCallbacks.SUBACCOUNT_SID;
import static dev.ringback.TestCallbacks.debugger;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.web.TestApi.API_KEY_SECRET;
import static dev.ringback.web.TestApi.API_KEY_SID;
import static dev.ringback.web.TestApi.SECOND_TOKEN;
import static dev.ringback.web.TestApi.STRANGER_SID;
import static dev.ringback.web.TestApi.STRANGER_TOKEN;
import static dev.ringback.web.TestApi.SUBACCOUNT_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.monitor.v1.Alert;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts, and what whose credentials open, through Twilio's Java library. */
class AccountsTest extends LibraryTest {
    private TwilioRestClient owner;
    private TwilioRestClient subaccount;
    private TwilioRestClient stranger;

    @BeforeEach
    void openForOthers() {
        owner = twilio;
        subaccount = fixture.client(SUBACCOUNT_SID, SUBACCOUNT_TOKEN).build();
        stranger = fixture.client(STRANGER_SID, STRANGER_TOKEN).build();
    }

    @Test
    void anAccountHasWhatTheSettingsSayAndNoSecret() {
        Account account = Account.fetcher(SUBACCOUNT_SID).fetch(owner);

        assertThat(account)
                .returns(SUBACCOUNT_SID, Account::getSid)
                .returns(ACCOUNT_SID, Account::getOwnerAccountSid)
                .returns(Account.Status.ACTIVE, Account::getStatus)
                .returns("/2010-04-01/Accounts/" + SUBACCOUNT_SID + ".json", Account::getUri)
                .returns(null, Account::getAuthToken)
                .returns(null, Account::getFriendlyName)
                .returns(null, Account::getType)
                .returns(null, Account::getDateCreated)
                .returns(null, Account::getDateUpdated);
        assertThat(account.getSubresourceUris())
                .contains(entry("messages", "/2010-04-01/Accounts/" + SUBACCOUNT_SID + "/Messages.json"));
        assertThat(Account.fetcher().fetch(owner))
                .returns(ACCOUNT_SID, Account::getSid)
                .returns(ACCOUNT_SID, Account::getOwnerAccountSid);
    }

    @Test
    void accountsAreThoseThatTheCredentialsOpen() {
        LibraryReads.expect(owner, Account::reader, Account::getSid, List.of(ACCOUNT_SID, SUBACCOUNT_SID));
        LibraryReads.expect(subaccount, Account::reader, Account::getSid, List.of(SUBACCOUNT_SID));
        LibraryReads.expect(stranger, Account::reader, Account::getSid, List.of(STRANGER_SID));
        LibraryReads.expect(
                owner,
                () -> Account.reader().setStatus(Account.Status.ACTIVE),
                Account::getSid,
                List.of(ACCOUNT_SID, SUBACCOUNT_SID));
        LibraryReads.expectNone(owner, Account.reader().setStatus(Account.Status.CLOSED));
        LibraryReads.expectNone(owner, Account.reader().setFriendlyName("mine"));
    }

    @Test
    void aParentReadsItsSubaccountAndEachItsOwn() {
        String own = sid("SM");
        String subaccounts = sid("SM");
        fixture.receive(messageStatus(own, "sent"));
        fixture.receive(messageStatus(subaccounts, "sent").with("AccountSid", SUBACCOUNT_SID));

        LibraryReads.expect(owner, Message::reader, Message::getSid, List.of(own));
        LibraryReads.expect(owner, () -> Message.reader(SUBACCOUNT_SID), Message::getSid, List.of(subaccounts));
        LibraryReads.expect(subaccount, Message::reader, Message::getSid, List.of(subaccounts));
        LibraryReads.expectNone(stranger, Message.reader());
        assertThat(Message.fetcher(SUBACCOUNT_SID, subaccounts).fetch(owner))
                .returns(SUBACCOUNT_SID, Message::getAccountSid)
                .returns(subaccounts, Message::getSid);
    }

    /** The address of an alert names no account. */
    @Test
    void alertsAreThoseOfTheCredentials() {
        String own = sid("NO");
        String subaccounts = sid("NO");
        fixture.receive(debugger(own, "{}"));
        fixture.receive(debugger(subaccounts, "{}").with("AccountSid", SUBACCOUNT_SID));

        LibraryReads.expect(owner, Alert::reader, Alert::getSid, List.of(own));
        LibraryReads.expect(subaccount, Alert::reader, Alert::getSid, List.of(subaccounts));
        LibraryReads.expectNone(stranger, Alert.reader());
    }

    @Test
    void anApiKeyReadsWhatItsAccountDoes() {
        String sid = sid("SM");
        fixture.receive(messageStatus(sid, "sent"));
        TwilioRestClient key = fixture.client(API_KEY_SID, API_KEY_SECRET)
                .accountSid(ACCOUNT_SID)
                .build();

        LibraryReads.expect(key, Message::reader, Message::getSid, List.of(sid));
        LibraryReads.expectNone(key, Message.reader(SUBACCOUNT_SID));
        LibraryReads.expectNone(key, Alert.reader());
        assertThat(Account.fetcher(ACCOUNT_SID).fetch(key)).returns(null, Account::getAuthToken);
    }

    @Test
    void aSecondTokenReadsAsTheFirst() {
        TwilioRestClient rotated = fixture.client(ACCOUNT_SID, SECOND_TOKEN).build();

        LibraryReads.expectNone(rotated, Message.reader());
    }
}
