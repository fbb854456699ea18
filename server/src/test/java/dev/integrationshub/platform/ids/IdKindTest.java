package dev.integrationshub.platform.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdKindTest {
  /** Published pairs of the TypeID specification's valid.yml. */
  @ParameterizedTest
  @CsvSource({
    "00000000000000000000000000, 00000000-0000-0000-0000-000000000000",
    "00000000000000000000000001, 00000000-0000-0000-0000-000000000001",
    "0000000000000000000000000g, 00000000-0000-0000-0000-000000000010",
    "7zzzzzzzzzzzzzzzzzzzzzzzzz, ffffffff-ffff-ffff-ffff-ffffffffffff",
    "0123456789abcdefghjkmnpqrs, 0110c853-1d09-52d8-d73e-1194e95b5f19",
    "01h455vb4pex5vsknk084sn02q, 01890a5d-ac96-774b-bcce-b302099a8057"
  })
  void agreesWithTheTypeIdSpecification(String text, UUID id) {
    assertThat(IdKind.WEBHOOK.format(id)).isEqualTo("wh_" + text);
    assertThat(IdKind.WEBHOOK.parse("wh_" + text)).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "wh_",
        "key_01h455vb4pex5vsknk084sn02q",
        "wh_81h455vb4pex5vsknk084sn02q",
        "wh_01H455VB4PEX5VSKNK084SN02Q",
        "wh_01h455vb4pex5vsknk084sn02",
        "wh_01h455vb4pex5vsknk084sn02qq",
        "wh-01h455vb4pex5vsknk084sn02q"
      })
  void refusesEveryOtherText(String text) {
    assertThat(IdKind.WEBHOOK.parse(text)).isEmpty();
  }

  @Test
  void idsSortByTheTimeTheyWereMade() {
    Ids ids = new Ids(() -> java.time.Instant.ofEpochMilli(1_700_000_000_000L));
    UUID id = ids.next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(Ids.createdAt(id).toEpochMilli()).isEqualTo(1_700_000_000_000L);
    assertThat(Ids.lowestAt(Ids.createdAt(id)).toString()).isLessThan(id.toString());
  }
}
