package dev.ringback.twilio.rest;

/** Addresses in the 2010-04-01 API, without extension. */
final class ResourcePath {
    private static final String ACCOUNTS = "/2010-04-01/Accounts/";

    private ResourcePath() {}

    /** {@code /2010-04-01/Accounts/{AccountSid}}. */
    static String of(String accountSid) {
        return ACCOUNTS + accountSid;
    }

    /** {@code /2010-04-01/Accounts/{AccountSid}/{Type}/{Sid}}. */
    static String of(String accountSid, String type, String sid) {
        return ACCOUNTS + accountSid + '/' + type + '/' + sid;
    }

    /** The address of what belongs to another resource. */
    static String of(String accountSid, String parentType, String parentSid, String type, String sid) {
        return of(accountSid, parentType, parentSid) + '/' + type + '/' + sid;
    }
}
