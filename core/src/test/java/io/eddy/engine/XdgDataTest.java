package io.eddy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class XdgDataTest {
    private static final Path HOME = Path.of("/home/ann").toAbsolutePath();
    private static final XdgData DATA = new XdgData(null, HOME);

    private static String folder(String name) {
        return DATA.peer(name).getFileName().toString();
    }

    @Test
    void theDataHomeIsTheVariablesIfItIsAbsolute() {
        Path own = Path.of("/data").toAbsolutePath();
        assertThat(new XdgData(own.toString(), HOME).manager()).isEqualTo(own.resolve("eddy/manager"));
        assertThat(new XdgData("data", HOME).manager()).isEqualTo(HOME.resolve(".local/share/eddy/manager"));
        assertThat(new XdgData("", HOME).manager()).isEqualTo(HOME.resolve(".local/share/eddy/manager"));
        assertThat(DATA.manager()).isEqualTo(HOME.resolve(".local/share/eddy/manager"));
    }

    @Test
    void eachNameHasAFolderOfItsOwn() {
        assertThat(DATA.peer("bob-1_x")).isEqualTo(HOME.resolve(".local/share/eddy/peers/bob-1_x"));
        assertThat(folder("zoë")).isEqualTo("zo%c3%ab");
        assertThat(folder("zoë")).isNotEqualTo(folder("zoe"));
    }

    @Test
    void namesThatCountAsEqualShareAFolder() {
        assertThat(folder("Bob")).isEqualTo("bob");
        assertThat(folder("ＢＯＢ")).isEqualTo("bob");
        assertThat(folder("Zoe\u0308")).isEqualTo(folder("ZOË"));
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        assertThat(folder("..")).isEqualTo("%2e%2e");
        assertThat(folder("../manager")).isEqualTo("%2e%2e%2fmanager");
        assertThat(folder("a\\b:c%")).isEqualTo("a%5cb%3ac%25");
    }

    @Test
    void aLongNameFitsIntoAFileName() {
        String far = "\ud800\udf48".repeat(31);
        assertThat(folder(far + "a")).hasSizeLessThanOrEqualTo(200).isNotEqualTo(folder(far + "b"));
    }
}
