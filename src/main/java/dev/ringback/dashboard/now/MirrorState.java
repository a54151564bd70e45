package dev.ringback.dashboard.now;

import java.util.Collection;

/** Tells how far the mirror can be trusted. */
@FunctionalInterface
public interface MirrorState {
    /** Looks at the resources of some accounts. */
    Trust of(Collection<String> accountSids);

    /**
     * Says how far the mirror can be trusted.
     *
     * @param inDoubt how many resources, writes and times without service are in doubt
     * @param apiDegraded whether Twilio's status page says that its API is
     * @param refusedAccounts for how many accounts Twilio refuses the credentials
     */
    record Trust(long inDoubt, boolean apiDegraded, int refusedAccounts) {}
}
