package dev.ringback.simulate.traffic;

import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * The scenarios of a run, written one at a time: first every variant of every product that is wanted, in turn, then all that is left, mixed in
 * proportion. Each draws from a source of its own, so a scenario depends only on the seed and its place. Not safe for use by several threads.
 */
final class Cast implements Iterator<Scenario> {
    private final List<Role> roles;
    private final SplittableRandom seeds;
    private int nextRole;

    private Cast(List<Role> roles, SplittableRandom seeds) {
        this.roles = roles;
        this.seeds = seeds;
    }

    /** Conferences, rooms, tasks and errors come in a small proportion to messages and calls; where there is reason for any, there is one. */
    static Cast of(TrafficOptions options, Clock clock) {
        int messages = options.messages();
        int calls = options.calls();
        return new Cast(
                List.of(
                        new Role(messages(options, clock), messages),
                        new Role(calls(options, clock), calls),
                        new Role(new ConferenceScenarios(options, clock).variants(), oneIn(15, calls)),
                        new Role(new DebuggerScenarios(options, clock).variants(), oneIn(40, messages + calls)),
                        new Role(new VideoScenarios(options, clock).variants(), oneIn(50, calls)),
                        new Role(new TaskRouterScenarios(options, clock).variants(), oneIn(50, calls)),
                        new Role(new ConversationScenarios(options, clock).variants(), oneIn(50, messages))),
                new SplittableRandom(options.seed()));
    }

    private static Variants messages(TrafficOptions options, Clock clock) {
        Variants variants = new Variants();
        new StreamScenarios(options, clock).addTo(variants);
        new MessageScenarios(options, clock).addTo(variants);
        new WhatsAppScenarios(options).addTo(variants);
        return new InboundScenarios(options).addTo(variants);
    }

    private static Variants calls(TrafficOptions options, Clock clock) {
        Variants variants = new Variants();
        new RecordingScenarios(options, clock).addTo(variants);
        new SpokenScenarios(options, clock).addTo(variants);
        return new CallScenarios(options, clock).addTo(variants);
    }

    private static int oneIn(int share, int of) {
        return (of + share - 1) / share;
    }

    @Override
    public boolean hasNext() {
        return roles.stream().anyMatch(Role::hasNext);
    }

    /** Whether the next scenario is still one that makes sure of a variant. */
    boolean isOpening() {
        return roles.stream().anyMatch(Role::isOpening);
    }

    @Override
    public Scenario next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Dice dice = new Dice(seeds.split());
        return (isOpening() ? nextInTurn() : any(dice)).next(dice);
    }

    private Role nextInTurn() {
        while (!roles.get(nextRole % roles.size()).isOpening()) {
            nextRole++;
        }
        return roles.get(nextRole++ % roles.size());
    }

    /** Picks a role at random, weighted by what each has left, so that all of them end together. */
    private Role any(Dice dice) {
        int place = dice.between(1, roles.stream().mapToInt(Role::left).sum());
        for (Role role : roles) {
            place -= role.left();
            if (place <= 0) {
                return role;
            }
        }
        throw new IllegalStateException("no scenario is left");
    }

    /** A product, and how many of its scenarios are wanted. */
    private static final class Role {
        private final Variants variants;
        private final int wanted;
        private int written;

        Role(Variants variants, int wanted) {
            this.variants = variants;
            this.wanted = wanted;
        }

        boolean hasNext() {
            return written < wanted;
        }

        boolean isOpening() {
            return written < Math.min(wanted, variants.size());
        }

        int left() {
            return wanted - written;
        }

        Scenario next(Dice dice) {
            return variants.write(written++, dice);
        }
    }
}
