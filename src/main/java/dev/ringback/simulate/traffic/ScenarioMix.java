package dev.ringback.simulate.traffic;

import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * Writes the scenarios of a run, one at a time: first every variant of every product that is wanted, in turn, then all that is left, mixed in
 * proportion. Each draws from a source of its own, so a scenario depends only on the seed and its place. Not safe for use by several threads.
 */
final class ScenarioMix implements Iterator<Scenario> {
    private final List<Product> products;
    private final SplittableRandom seeds;
    private int nextProduct;

    private ScenarioMix(List<Product> products, SplittableRandom seeds) {
        this.products = products;
        this.seeds = seeds;
    }

    /** Conferences, rooms, tasks and errors come in a small proportion to messages and calls; where there is reason for any, there is one. */
    static ScenarioMix of(TrafficOptions options, Clock clock) {
        int messages = options.messages();
        int calls = options.calls();
        return new ScenarioMix(
                List.of(
                        new Product(messages(options, clock), messages),
                        new Product(calls(options, clock), calls),
                        new Product(new ConferenceScenarios(options, clock).variants(), oneIn(15, calls)),
                        new Product(new DebuggerScenarios(options, clock).variants(), oneIn(40, messages + calls)),
                        new Product(new VideoScenarios(options, clock).variants(), oneIn(50, calls)),
                        new Product(new TaskRouterScenarios(options, clock).variants(), oneIn(50, calls)),
                        new Product(new ConversationScenarios(options, clock).variants(), oneIn(50, messages))),
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
        return products.stream().anyMatch(Product::hasNext);
    }

    /** Whether the next scenario is still one that makes sure of a variant. */
    boolean isOpening() {
        return products.stream().anyMatch(Product::isOpening);
    }

    @Override
    public Scenario next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        SeededRandom random = new SeededRandom(seeds.split());
        return (isOpening() ? nextInTurn() : any(random)).next(random);
    }

    private Product nextInTurn() {
        while (!products.get(nextProduct % products.size()).isOpening()) {
            nextProduct++;
        }
        return products.get(nextProduct++ % products.size());
    }

    /** Picks a product at random, weighted by what each has left, so that all of them end together. */
    private Product any(SeededRandom random) {
        int place = random.between(1, products.stream().mapToInt(Product::left).sum());
        for (Product product : products) {
            place -= product.left();
            if (place <= 0) {
                return product;
            }
        }
        throw new IllegalStateException("no scenario is left");
    }

    /** Writes the scenarios of one product, up to how many are wanted. */
    private static final class Product {
        private final Variants variants;
        private final int wanted;
        private int written;

        Product(Variants variants, int wanted) {
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

        Scenario next(SeededRandom random) {
            return variants.write(written++, random);
        }
    }
}
