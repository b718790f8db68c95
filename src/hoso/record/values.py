"""The fields of a record, and whether a value may stand in one."""

from __future__ import annotations

from typing import Any

from plone.dexterity.utils import iterSchemataForType
from zope.schema import getFields
from zope.schema.interfaces import (
    ConstraintNotSatisfied,
    IField,
    RequiredMissing,
    TooBig,
    TooLong,
    TooSmall,
    ValidationError,
    WrongType,
)

from hoso.record.errors import UnknownField, ValueRefused


def fields_of(portal_type: str) -> dict[str, IField]:
    """All schema fields of a type by name, in their order."""
    return {name: field for schema in iterSchemataForType(portal_type) for name, field in getFields(schema).items()}


def field_of(portal_type: str, name: str) -> IField:
    """One field; raises ``UnknownField``."""
    field = fields_of(portal_type).get(name)
    if field is None:
        raise UnknownField(portal_type, name)
    return field


def checked_value(obj: Any, field: IField, value: Any) -> Any:
    """The value as it may be set on the record, ``None`` being no value; raises ``ValueRefused``."""
    bound = field.bind(obj)
    if value is None:
        value = bound.missing_value
    try:
        bound.validate(value)
    except ValidationError as error:
        raise ValueRefused(obj.title or obj.id, field.__name__, _reason(bound, error)) from error
    return value


def _reason(field: IField, error: ValidationError) -> str:
    match error:
        case RequiredMissing():
            return "bắt buộc phải có"
        case TooLong():
            return f"dài quá {field.max_length}"
        case TooBig():
            return f"lớn hơn {field.max}"
        case TooSmall():
            return f"nhỏ hơn {field.min}"
        case ConstraintNotSatisfied():
            return "không có trong danh mục"
        case WrongType():
            return "sai kiểu"
    return str(error.doc())
