package dev.ringback.simulate.api.http;

import java.io.IOException;
import java.util.function.Function;

/** Answers requests to a host that asks for no credentials, or lets them fail as they are meant to. */
public final class PublicHandler implements Receiver {
    private final Function<IncomingRequest, Answer> answers;
    private final Faults faults;
    private final Requests requests;

    /** @param answers what is answered unless something goes wrong; called by many threads */
    public PublicHandler(Function<IncomingRequest, Answer> answers, Faults faults, Requests requests) {
        this.answers = answers;
        this.faults = faults;
        this.requests = requests;
    }

    @Override
    public void receive(IncomingRequest request, Reply reply) throws IOException {
        RecordedRequest recorded = requests.came(request);
        Answer answer = faults.meet(recorded, request, () -> answers.apply(request));
        recorded.answered(answer.status());
        reply.send(recorded.counted(answer), () -> {});
    }
}
