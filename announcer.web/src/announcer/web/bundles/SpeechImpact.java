package announcer.web.bundles;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import announcer.api.AnnouncementStatus;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;

/** The part of the analysis that concerns a speech engine: its voices and the channels that use them. */
final class SpeechImpact {
    private final List<ChannelStatus> channels;
    private final List<EngineStatus> engines;
    private final Consumer<Impact> into;

    SpeechImpact(List<ChannelStatus> channels, List<EngineStatus> engines, Consumer<Impact> into) {
        this.channels = channels;
        this.engines = engines;
        this.into = into;
    }

    /** @param engine name of the engine, first part of its voices' ids */
    void of(String engine) {
        Predicate<String> its = voice -> voice.startsWith(engine + "/");
        for (ChannelStatus channel : channels) {
            channel.speaking().ifPresent(speaking -> speaking(channel, speaking, its));
            channel.beneath().ifPresent(speaking -> speaking(channel, speaking, its));
            waiting(channel, its);
            String voice = channel.voice().isEmpty() ? bestVoice() : channel.voice();
            if (its.test(voice)) {
                into.accept(new Impact(Impact.When.LATER, "The voice " + voice + " is the voice of channel " + channel.id()
                        + (channel.onAir() ? ", which is on the air" : "") + ": what comes is spoken by another voice, if there is one."));
            }
        }
    }

    private void speaking(ChannelStatus channel, AnnouncementStatus speaking, Predicate<String> its) {
        // When one voice handed over to another, the last one is it.
        speaking.voice().map(voices -> Arrays.asList(voices.split(", ", -1))).map(voices -> voices.get(voices.size() - 1)).filter(its)
                .ifPresent(voice -> into.accept(new Impact(Impact.When.SPEAKING, "Channel " + channel.id()
                        + " is speaking with the voice " + voice
                        + " now: the rest of the announcement is spoken by another voice, or is lost when there is none.")));
    }

    private void waiting(ChannelStatus channel, Predicate<String> its) {
        long waiting = channel.queued().stream().filter(queued -> queued.voice().or(queued.request()::voice).filter(its).isPresent())
                .count();
        if (waiting > 0) {
            into.accept(new Impact(Impact.When.WAITING, (waiting == 1
                    ? "1 announcement that waits"
                    : waiting
                            + " announcements that wait")
                    + " on channel " + channel.id() + (waiting == 1 ? " asks" : " ask")
                    + " for one of its voices: another voice speaks, or none."));
        }
    }

    private String bestVoice() {
        return engines.stream().flatMap(engine -> engine.voices().stream()).map(voice -> voice.id()).findFirst().orElse("");
    }
}
