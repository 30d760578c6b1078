package announcer.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductPlanTest {
    private static final String IT = "product:it";
    /** Keeps the framework from looking cleared as a whole. */
    private static final String OTHER = "product:other";

    @ParameterizedTest(name = "given {0}, offered {1}, installed {2}: {3}")
    @CsvSource(nullValues = "-", value = {
            // given, offered, installed, action
            "-, 1, false, INSTALL", "-, 1, true, REPAIR", "1, 1, true, -", "1, 2, true, UPDATE", "1, 1, false, -", "1, 2, false, -",
            "1, -, true, UNINSTALL", "1, -, false, -", "-, -, true, UNINSTALL"})
    void what_an_administrator_did_stays_done(String given, String offered, boolean installed, ProductPlan.Action expected) {
        Map<String, String> was = given == null ? Map.of(OTHER, "o") : Map.of(OTHER, "o", IT, given);
        Map<String, String> is = offered == null ? Map.of(OTHER, "o") : Map.of(OTHER, "o", IT, offered);
        Set<String> there = installed ? Set.of(OTHER, IT) : Set.of(OTHER);

        Map<String, ProductPlan.Action> plan = ProductPlan.of(was, is, there);

        assertThat(plan).isEqualTo(expected == null ? Map.of() : Map.of(IT, expected));
    }

    @Test
    void a_framework_storage_that_was_deleted_is_filled_again() {
        assertThat(ProductPlan.of(Map.of(IT, "1"), Map.of(IT, "1"), Set.of())).isEqualTo(Map.of(IT, ProductPlan.Action.INSTALL));
    }
}
