package dev.ringback.twilio.signature;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The likely fragments of a URL that Twilio was given. They tell it how to deliver ("connection overrides" in its webhook guide), are no part of
 * what it signs, and never reach us; but who plays Twilio may sign them.
 */
final class Fragments {
    private static final List<String> POLICIES =
            List.of("all", "ct", "rt", "4xx", "5xx", "ct,rt", "5xx,ct,rt", "4xx,5xx", "4xx,5xx,ct,rt");
    private static final List<String> TIMES =
            List.of("ct=2000", "ct=5000", "rt=3000", "rt=5000", "rt=15000", "tt=15000");
    private static final List<String> SERVERS =
            List.of("ashburn", "dublin", "frankfurt", "sao-paulo", "singapore", "sydney", "tokyo", "umatilla");
    private static final int MOST_RETRIES = 5;

    /** With their number sign, the likeliest first. */
    static final Set<String> LIKELY = likely();

    private Fragments() {}

    private static Set<String> likely() {
        Set<String> fragments = new LinkedHashSet<>();
        fragments.add("#rc=5&rp=all");
        fragments.add("#rc=5&rp=all&ct=2000&rt=3000");
        fragments.add("#");
        for (String count : retries()) {
            fragments.add("#" + count);
            for (String policy : POLICIES) {
                fragments.add("#" + count + "&rp=" + policy);
                fragments.add("#rp=" + policy + "&" + count);
            }
            for (String time : TIMES) {
                fragments.add("#" + count + "&" + time);
                fragments.add("#" + time + "&" + count);
            }
        }
        POLICIES.forEach(policy -> fragments.add("#rp=" + policy));
        TIMES.forEach(time -> fragments.add("#" + time));
        SERVERS.forEach(server -> fragments.add("#e=" + server));
        fragments.add("#sni=n");
        fragments.add("#sni=y");
        return fragments;
    }

    private static List<String> retries() {
        return IntStream.rangeClosed(0, MOST_RETRIES)
                .mapToObj(count -> "rc=" + (MOST_RETRIES - count))
                .toList();
    }
}
