package announcer.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import announcer.api.access.AuditEntry;
import announcer.api.access.TokenInfo;
import announcer.api.access.UserInfo;

/** Users, tokens and the trail in words for a terminal. */
final class AccessTexts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final ZoneId zone;

    /** @param zone whose clock the times are told by */
    AccessTexts(ZoneId zone) {
        this.zone = zone;
    }

    String tokens(List<TokenInfo> tokens) {
        TextTable table = new TextTable("ID", "NAME", "SCOPES", "MADE", "BY", "VALID UNTIL", "LAST USED");
        tokens.forEach(t -> table.row(t.id(), t.name(), String.join(",", t.scopes().stream().sorted().map(Enum::name).toList()),
                time(t.created()), t.createdBy(), t.expires().map(this::time).orElse("revoked"), t.lastUsed().map(this::time).orElse("-")));
        return table.isEmpty() ? "no tokens; the one in conf/api.token may do everything" : table.toString();
    }

    static String users(List<UserInfo> users) {
        TextTable table = new TextTable("NAME", "ROLE", "PID");
        users.forEach(u -> table.row(u.name(), u.role(), u.pid()));
        return table.toString();
    }

    String trail(List<AuditEntry> entries) {
        TextTable table = new TextTable("WHEN", "WHO", "FROM", "ACTION", "TARGET", "OUTCOME");
        entries.forEach(e -> table.row(time(e.when()), e.who(), e.address(), e.action(), e.target().isEmpty() ? "-" : e.target(),
                e.outcome()));
        return table.isEmpty() ? "nothing is in the trail yet" : table.toString();
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }
}
