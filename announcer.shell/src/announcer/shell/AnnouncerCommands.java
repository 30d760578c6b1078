package announcer.shell;

import java.time.ZoneId;

import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.api.RejectedException;
import announcer.api.Request;

/**
 * The first commands of the scope {@code announcer} in the Gogo shell; each further group has a class of its own. Their names, options and descriptions are also what {@code help
 * announcer:say} shows.
 *
 * <p>
 * Immediate, since the shell gets and lets go of the service with every command: it would be made anew each time.
 */
@Component(service = AnnouncerCommands.class, immediate = true, property = {"osgi.command.scope=announcer", "osgi.command.function=say",
        "osgi.command.function=status", "osgi.command.function=channels", "osgi.command.function=voices", "osgi.command.function=cache",
        "osgi.command.function=help"})
public class AnnouncerCommands {
    /** Set by the launcher: what of the product is for another operating system, a sentence a line. */
    private static final String RESTING = "announcer.resting";

    private final AnnouncerProvider engine;
    private final AdministrationProvider administration;
    private final StatusTexts words;

    /** For the component framework. */
    @Activate
    public AnnouncerCommands(@Reference AnnouncerProvider engine, @Reference AdministrationProvider administration) {
        this(engine, administration, ZoneId.systemDefault());
    }

    AnnouncerCommands(AnnouncerProvider engine, AdministrationProvider administration, ZoneId zone) {
        this.engine = engine;
        this.administration = administration;
        words = new StatusTexts(zone);
    }

    @Descriptor("speaks a text")
    public String say(
            @Descriptor("id of the channel, or ids with commas between; main when left out") @Parameter(names = {"-c",
                    "--channel"}, absentValue = "") String channel,
            @Descriptor("on each channel of this zone") @Parameter(names = {"-z", "--zone"}, absentValue = "") String zone,
            @Descriptor("on each channel") @Parameter(names = {"-a",
                    "--all"}, presentValue = "true", absentValue = "false") boolean everywhere,
            @Descriptor("voice as engine/name; the channel's own when left out") @Parameter(names = {"-v",
                    "--voice"}, absentValue = "") String voice,
            @Descriptor("language such as de or zh-CN, where no voice is named") @Parameter(names = {"-l",
                    "--locale"}, absentValue = "") String locale,
            @Descriptor("speed, a factor from 0.25 to 4") @Parameter(names = "--rate", absentValue = "") String rate,
            @Descriptor("pitch, a factor from 0.5 to 2") @Parameter(names = "--pitch", absentValue = "") String pitch,
            @Descriptor("volume, a factor from 0 to 4") @Parameter(names = "--volume", absentValue = "") String volume,
            @Descriptor("the text is an SSML document; put it in single quotes") @Parameter(names = "--ssml", presentValue = "true", absentValue = "false") boolean ssml,
            @Descriptor("goes before every routine announcement that waits") @Parameter(names = {"-u",
                    "--urgent"}, presentValue = "true", absentValue = "false") boolean urgent,
            @Descriptor("background, routine, urgent or emergency") @Parameter(names = {"-p",
                    "--priority"}, absentValue = "") String priority,
            @Descriptor("seconds that it may wait before it expires; the channel's own when left out") @Parameter(names = {"-t",
                    "--ttl"}, absentValue = "") String ttl,
            @Descriptor("how often it is spoken") @Parameter(names = "--repeat", absentValue = "") String repeat,
            @Descriptor("seconds of silence between one time and the next") @Parameter(names = "--pause", absentValue = "") String pause,
            @Descriptor("replaces an earlier one of the channel with this key that waits") @Parameter(names = "--supersede", absentValue = "") String supersede,
            @Descriptor("names those that are withdrawn together") @Parameter(names = "--group", absentValue = "") String group,
            @Descriptor("id of the chime before it; none: no chime") @Parameter(names = "--chime", absentValue = "") String chime,
            @Descriptor("id of the chime after it; none: no chime") @Parameter(names = "--chime-after", absentValue = "") String chimeAfter,
            @Descriptor("waits until it has been spoken, or cannot be") @Parameter(names = {"-w",
                    "--wait"}, presentValue = "true", absentValue = "false") boolean wait,
            @Descriptor("what shall be spoken") String... text) {
        return CommandRunner.run(() -> {
            Request request = new SayRequest(ssml, text).where(channel, zone, everywhere).voice(voice).locale(locale)
                    .prosody(rate, pitch, volume)
                    .priority(urgent, priority).timeToLive(ttl).repeat(repeat, pause).keys(supersede, group).chime(chime, chimeAfter)
                    .request();
            Announcement announcement = accepted(engine.announcer(), request);
            return StatusTexts.announcement(wait ? spoken(announcement) : announcement.status());
        });
    }

    @Descriptor("tells how everything is: channels, pushes, engines")
    public String status() {
        return CommandRunner.run(
                () -> (words.status(engine.announcer().channels(), engine.announcer().engines()) + "\n"
                        + StatusTexts.journal(engine.announcer().journal()) + "\n" + System.getProperty(RESTING, ""))
                        .stripTrailing());
    }

    @Descriptor("lists the channels")
    public String channels() {
        return CommandRunner.run(() -> words.channels(engine.announcer().channels()));
    }

    @Descriptor("lists the voices, and how their engines are")
    public String voices() {
        return CommandRunner.run(() -> words.voices(engine.announcer().engines()));
    }

    @Descriptor("tells how full the phrase cache is, and how often a sentence was found in it")
    public String cache() {
        return CommandRunner.run(() -> CacheTexts.of(engine.announcer().cache()));
    }

    @Descriptor("empties the phrase cache")
    public String cache(@Descriptor("purge") String action) {
        return CommandRunner.run(() -> {
            if (!action.equals("purge")) {
                throw new CommandException("\"" + action + "\" cannot be done with the cache; announcer:cache purge empties it");
            }
            Announcer announcer = engine.announcer();
            announcer.purgeCache();
            administration.done("cache purge", "");
            return "the phrase cache has been emptied\n" + CacheTexts.of(announcer.cache());
        });
    }

    @Descriptor("shows the commands of Announcer")
    public String help() {
        return Usage.overview();
    }

    @Descriptor("shows how a command of Announcer is used")
    public String help(@Descriptor("name of the command") String command) {
        return CommandRunner.run(() -> Usage.of(command));
    }

    /** The channel with this id. */
    static ChannelStatus find(Announcer announcer, String channel) throws CommandException {
        return announcer.channel(channel).orElseThrow(() -> new CommandException("no channel has the id \"" + channel + "\"; there are: "
                + String.join(", ", announcer.channels().stream().map(ChannelStatus::id).toList())));
    }

    private static Announcement accepted(Announcer announcer, Request request) throws CommandException {
        try {
            request.keys().checkFromOutside();
            return announcer.announce(request);
        } catch (RejectedException e) {
            throw new CommandException(e.getMessage());
        }
    }

    private AnnouncementStatus spoken(Announcement announcement) throws CommandException, InterruptedException {
        AnnouncementStatus outcome = engine.outcome(announcement);
        if (outcome.state() != AnnouncementState.SPOKEN) {
            throw new CommandException(StatusTexts.announcement(outcome));
        }
        return outcome;
    }
}
