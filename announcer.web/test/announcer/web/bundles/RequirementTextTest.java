package announcer.web.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequirementTextTest {
    private static String missing(String namespace, String filter) {
        return RequirementText.missing(namespace, filter, "Linux", 17);
    }

    @Test
    void a_package_is_named_with_the_least_version_that_would_do() {
        assertThat(missing("osgi.wiring.package", "(&(osgi.wiring.package=x.y)(version>=1.2.0)(!(version>=2.0.0)))"))
                .isEqualTo("it needs the package x.y, version 1.2.0 or newer, which no bundle offers");
        assertThat(missing("osgi.wiring.package", "(osgi.wiring.package=x.y)"))
                .isEqualTo("it needs the package x.y, which no bundle offers");
    }

    @Test
    void another_operating_system_is_called_by_its_name() {
        assertThat(missing("osgi.native", "(|(osgi.native.osname~=win32)(osgi.native.osname=AmigaOS))"))
                .isEqualTo("it is for Windows or AmigaOS; this is Linux");
        assertThat(missing("osgi.native", "(osgi.native.processor=sparc)"))
                .isEqualTo("it is for another kind of machine ((osgi.native.processor=sparc)) than this, which is Linux");
    }

    @Test
    void a_newer_java_is_asked_for_by_its_number() {
        assertThat(missing("osgi.ee", "(&(osgi.ee=JavaSE)(version=25))")).isEqualTo("it needs Java 25 or newer; this is Java 17");
    }

    @Test
    void what_has_no_words_of_its_own_is_shown_as_it_is() {
        assertThat(missing("x.y", "(a=1)")).isEqualTo("it needs the capability x.y (a=1), which no bundle offers");
        assertThat(missing("x.y", "")).isEqualTo("it needs the capability x.y, which no bundle offers");
        assertThat(missing("osgi.extender", "(&(osgi.extender=osgi.component)(version>=1.3))"))
                .isEqualTo("it needs osgi.component, version 1.3 or newer (an extender), which no bundle offers");
    }
}
