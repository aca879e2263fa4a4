"""The box of the change forms that each service ticks, guide annexes 5 and 6."""

PERSONAL_BOX = {
    "employer_change": "聘用单位", "address_change": "居住地址", "dependents_change": "随往人员",
    "general_change": "其他", "annual_check_person": "其他",
}  # fmt: skip
UNIT_BOX = {
    "account_recovery": "查询用户名", "unit_info_change": "基础变更",
    "unit_transfer_in": "跨区县变更", "annual_check_unit": "其他",
}  # fmt: skip
NOTED = {"annual_check_person": "年检", "annual_check_unit": "年检", "general_change": ""}
"""The text required beside 其他（请注明）; empty for any text."""
