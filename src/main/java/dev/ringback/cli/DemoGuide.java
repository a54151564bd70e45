package dev.ringback.cli;

import dev.ringback.model.Account;
import dev.ringback.simulate.Summary;
import dev.ringback.simulate.traffic.Sample;
import dev.ringback.web.door.ListenAddress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** Prints the guide of the demo: what is going on, what to try, what to open. */
final class DemoGuide {
    private final Account account;
    private final String api;
    private final PrintWriter out;

    DemoGuide(Account account, ListenAddress apiDoor, PrintWriter out) {
        this.account = account;
        this.api = "http://" + apiDoor;
        this.out = out;
    }

    void welcome(ListenAddress callbackDoor) {
        out.println("Ringback demo: a made-up account, a temporary database.");
        out.println();
        out.println("  webhooks come in at   http://" + callbackDoor + "/twilio");
        out.println("  your code reads at    " + api);
        out.println();
        out.println(
                "Playing Twilio: messages, calls, recordings, conferences, errors; late, doubled and out of order ...");
        out.flush();
    }

    /** @param underWay SID of a message that is delivered when somebody waits for it */
    void show(Summary summary, Map<Sample, String> samples, String underWay) {
        out.printf(
                Locale.ROOT,
                "%,d webhooks sent, %,d of them twice; %,d stored and acknowledged, %,d refused, %,d lost.%n%n",
                summary.requests(),
                summary.repeated(),
                summary.total().accepted(),
                summary.total().refused(),
                summary.total().lostRequests());
        out.println("Ask as you would ask Twilio:");
        out.println();
        curl(
                "a message, with the status that all its callbacks add up to",
                resource("/Messages/" + samples.get(Sample.DELIVERED_MESSAGE)));
        curl("the last three calls", resource("/Calls") + "?PageSize=3");
        curl(
                "everything that was said about a message whose last callback was lost, and came back in a Debugger event",
                "/ringback/v1/timeline/" + samples.get(Sample.RECOVERED_MESSAGE));
        curl(
                "waits for a message that is under way; it is delivered some seconds after you ask, and that ends the wait",
                waitFor(underWay));
        out.println("Open (user " + account.sid() + ", password " + password() + "):");
        out.println();
        open("pages to look at", "/");
        open("a live conference", resource("/Conferences/" + samples.get(Sample.LIVE_CONFERENCE) + "/Participants"));
        open("errors", "/v1/Alerts");
        open("health", "/health");
        open("metrics", "/metrics");
        out.println();
        out.println("More traffic trickles in. Ctrl-C ends the demo and deletes its database.");
        out.flush();
    }

    /** Shows how to wait for the next message, since the one before is delivered. */
    void showNext(String underWay) {
        out.println();
        out.println("The message was delivered, and whoever waited has the answer. Another one is under way:");
        out.println();
        curl("waits for it", waitFor(underWay));
        out.flush();
    }

    private static String waitFor(String sid) {
        return "/ringback/v1/wait/" + sid + "?Timeout=60";
    }

    private String resource(String path) {
        return "/2010-04-01/Accounts/" + account.sid() + path + ".json";
    }

    private void curl(String what, String path) {
        out.println("  # " + what);
        out.println("  curl -s -u '" + account.sid() + ":" + password() + "' '" + api + path + "'");
        out.println();
    }

    private void open(String what, String path) {
        out.printf("  %-19s %s%s%n", what, api, path);
    }

    private String password() {
        return account.authTokens().get(0);
    }
}
