#pragma once
// Failure is an answer. A call that cannot be done changes nothing and says why with one of these;
// the codes are the ones other programs of this project answer with, letter for letter.

#include <string_view>

namespace edgecache {

enum class Refusal {
  none,
  server_name_empty,
  server_exists,
  server_unknown,
  vnodes_out_of_range,
  too_many_points,
  count_out_of_range,
  servers_out_of_range,
  seed_out_of_range,
  position_out_of_range,
  skew_unknown,
  weight_out_of_range,
  table_size_out_of_range,
  factor_out_of_range,
  text_too_long,
  too_big,
};

/// The code in words, "" for `none`.
constexpr std::string_view code(Refusal refusal) {
  switch (refusal) {
    case Refusal::none:
      return "";
    case Refusal::server_name_empty:
      return "server-name-empty";
    case Refusal::server_exists:
      return "server-exists";
    case Refusal::server_unknown:
      return "server-unknown";
    case Refusal::vnodes_out_of_range:
      return "vnodes-out-of-range";
    case Refusal::too_many_points:
      return "too-many-points";
    case Refusal::count_out_of_range:
      return "count-out-of-range";
    case Refusal::servers_out_of_range:
      return "servers-out-of-range";
    case Refusal::seed_out_of_range:
      return "seed-out-of-range";
    case Refusal::position_out_of_range:
      return "position-out-of-range";
    case Refusal::skew_unknown:
      return "skew-unknown";
    case Refusal::weight_out_of_range:
      return "weight-out-of-range";
    case Refusal::table_size_out_of_range:
      return "table-size-out-of-range";
    case Refusal::factor_out_of_range:
      return "factor-out-of-range";
    case Refusal::text_too_long:
      return "text-too-long";
    case Refusal::too_big:
      return "too-big";
  }
  return "";
}

}  // namespace edgecache
